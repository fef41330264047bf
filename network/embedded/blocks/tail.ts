// SPDX-License-Identifier: Apache-2.0
import { crc32c } from './crc32c.js';
import { HEADER_SIZE, findHeader, readHeader } from './record.js';
import type { RecordHeader } from './record.js';
import { hasEmptySector } from './sectors.js';

export interface RecordPlace {
  readonly number: number;
  /** Where the record starts. */
  readonly at: number;
  /** Of the content behind the header. */
  readonly length: number;
}

export interface Tail {
  /** The whole records from the start on. */
  readonly records: readonly RecordPlace[];
  /** Where the last of them ends: everything behind is cut. */
  readonly end: number;
  /** `damaged`: block `records.length` + first was whole once, and nothing may be cut. */
  readonly state: 'whole' | 'torn' | 'damaged';
}

/**
 * Where a sequence of records that starts with block `first` must be cut after a crash. Records stand one behind the
 * other, or each at the next multiple of `align`.
 */
export function repairTail(bytes: Buffer, first: number, align = 1): Tail {
  const records: RecordPlace[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = soundLength(bytes.subarray(at), first + records.length);
    if (length === undefined) return { records, end: at, state: judgeTail(bytes.subarray(at), at) };
    records.push({ number: first + records.length, at, length });
    at = Math.min(bytes.length, Math.ceil((at + HEADER_SIZE + length) / align) * align);
  }
  return { records, end: at, state: 'whole' };
}

/** Length of the content of a record at the start of these bytes that is whole, sound and has this number. */
function soundLength(bytes: Buffer, number: number): number | undefined {
  const header = readHeader(bytes);
  if (header?.number !== number) return undefined;
  const content = bytes.subarray(HEADER_SIZE, HEADER_SIZE + header.length);
  return content.length === header.length && crc32c(content) === header.checksum ? header.length : undefined;
}

/**
 * Whether bytes that start with no sound record are one that a crash left half written, or one that was whole and was
 * altered since. Half written means that something is missing: the file ends early, or a sector stands at zero. A whole
 * record with another number, one with nothing missing, and one with sound records behind it were altered.
 * @param at where the bytes stand in the file, to know its sectors.
 */
export function judgeTail(bytes: Buffer, at: number): 'torn' | 'damaged' {
  const header = readHeader(bytes);
  if (header === undefined) return judgeHeader(bytes);
  const end = HEADER_SIZE + header.length;
  if (bytes.length < end) return 'torn';
  if (findHeader(bytes, end) >= 0) return 'damaged';
  if (crc32c(bytes.subarray(HEADER_SIZE, end)) === header.checksum) return 'damaged';
  return hasEmptySector(bytes.subarray(0, end), at) ? 'torn' : 'damaged';
}

function judgeHeader(bytes: Buffer): 'torn' | 'damaged' {
  if (bytes.length < HEADER_SIZE) return 'torn';
  if (findHeader(bytes, 1) >= 0) return 'damaged';
  const header = bytes.subarray(0, HEADER_SIZE);
  if (headerButForOneBit(header) !== undefined) return 'damaged';
  return header[0] === 0 || header.readUInt32BE(HEADER_SIZE - 4) === 0 ? 'torn' : 'damaged';
}

/** The header that these bytes would be if one bit of them were the other way. */
export function headerButForOneBit(bytes: Buffer): RecordHeader | undefined {
  const header = Buffer.from(bytes);
  for (let bit = 0; bit < header.length * 8; bit += 1) {
    const byte = header[bit >> 3] ?? 0;
    header[bit >> 3] = byte ^ (1 << (bit & 7));
    const found = readHeader(header);
    if (found !== undefined) return found;
    header[bit >> 3] = byte;
  }
  return undefined;
}
