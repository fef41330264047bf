// SPDX-License-Identifier: Apache-2.0

/** Undoes Snappy's block format. @throws {RangeError} on bytes that are none. */
export function uncompress(bytes: Buffer): Buffer {
  const size = readVarint(bytes, 0);
  const result = Buffer.allocUnsafe(size.value);
  let at = size.end;
  let filled = 0;
  while (at < bytes.length) {
    const element = readElement(bytes, at);
    if (filled + element.length > result.length || element.offset > filled) throw new RangeError('not Snappy');
    if (element.offset === 0) {
      if (bytes.copy(result, filled, element.end, element.end + element.length) < element.length) {
        throw new RangeError('not Snappy');
      }
      at = element.end + element.length;
    } else {
      // Byte by byte: source and target may overlap.
      for (let byte = 0; byte < element.length; byte += 1) {
        result[filled + byte] = result[filled + byte - element.offset] ?? 0;
      }
      at = element.end;
    }
    filled += element.length;
  }
  if (filled !== result.length) throw new RangeError('not Snappy');
  return result;
}

/** Unsigned LEB128, as Snappy and LevelDB write lengths. */
export function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let shift = 0; shift < 49; shift += 7) {
    const byte = bytes.readUInt8(at + shift / 7);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at + shift / 7 + 1 };
  }
  throw new RangeError('a number is too long');
}

interface Element {
  readonly length: number;
  /** How far back the bytes stand that are repeated; 0: they stand here. */
  readonly offset: number;
  /** End of what describes the element. */
  readonly end: number;
}

function readElement(bytes: Buffer, at: number): Element {
  const tag = bytes.readUInt8(at);
  const upper = tag >> 2;
  switch (tag & 3) {
    case 0: {
      const extra = Math.max(0, upper - 59);
      const length = extra === 0 ? upper : bytes.readUIntLE(at + 1, extra);
      return { length: length + 1, offset: 0, end: at + 1 + extra };
    }
    case 1:
      return { length: (upper & 7) + 4, offset: repeated(((tag >> 5) << 8) | bytes.readUInt8(at + 1)), end: at + 2 };
    case 2:
      return { length: upper + 1, offset: repeated(bytes.readUInt16LE(at + 1)), end: at + 3 };
    default:
      return { length: upper + 1, offset: repeated(bytes.readUInt32LE(at + 1)), end: at + 5 };
  }
}

function repeated(offset: number): number {
  if (offset === 0) throw new RangeError('not Snappy');
  return offset;
}
