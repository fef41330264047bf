// SPDX-License-Identifier: Apache-2.0
import { crc32c } from './crc32c.js';
import { HEADER_SIZE, readHeader } from './record.js';
import type { RecordHeader } from './record.js';

/** What a disk writes whole or not at all; where it was not written, zeros stand. */
const SECTOR = 512;

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
export function soundLength(bytes: Buffer, number: number): number | undefined {
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
  if (readHeader(bytes.subarray(end)) !== undefined || hasLaterHeader(bytes.subarray(end))) return 'damaged';
  if (crc32c(bytes.subarray(HEADER_SIZE, end)) === header.checksum) return 'damaged';
  return hasEmptySector(bytes.subarray(0, end), at) ? 'torn' : 'damaged';
}

function judgeHeader(bytes: Buffer): 'torn' | 'damaged' {
  if (bytes.length < HEADER_SIZE) return 'torn';
  if (hasLaterHeader(bytes)) return 'damaged';
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

/** Whether a sound header stands anywhere in these bytes after the first. */
function hasLaterHeader(bytes: Buffer): boolean {
  const magic = Buffer.from([0x4f, 0x44, 0x42, 0x31]);
  for (let at = bytes.indexOf(magic, 1); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    if (readHeader(bytes.subarray(at)) !== undefined) return true;
  }
  return false;
}

/** Whether the part of some sector that lies in these bytes is all zeros. */
function hasEmptySector(bytes: Buffer, at: number): boolean {
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR));
    if (bytes.subarray(from, to).every((byte) => byte === 0)) return true;
    from = to;
  }
  return false;
}
