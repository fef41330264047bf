// SPDX-License-Identifier: Apache-2.0
import { hasEmptySector } from '../sectors.js';
import { maskedChecksum } from './masked-checksum.js';

/** Records of LevelDB's logs never cross such a boundary. */
const BLOCK = 32 * 1024;
/** Checksum (4), length (2), type (1). */
const HEADER = 7;
/** Types of a record: whole, or its first and last piece. */
const FULL = 1;
const FIRST = 2;
const LAST = 4;

export interface LogEnd {
  /** End of the last sound record before the first that is not. */
  readonly end: number;
  /** `torn`: what follows was never written whole. `altered`: it was, and changed since. */
  readonly state: 'whole' | 'torn' | 'altered';
}

/** How far a log of LevelDB (`.log`, `MANIFEST`) is sound. LevelDB itself passes over what is not, and reads on behind it. */
export function readLogEnd(bytes: Buffer): LogEnd {
  let at = 0;
  while (at < bytes.length) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEADER) {
      at += left;
      continue;
    }
    const end = soundEnd(bytes, at, left);
    if (end === undefined) return { end: at, state: isAltered(bytes, at, left) ? 'altered' : 'torn' };
    at = end;
  }
  return { end: Math.min(at, bytes.length), state: 'whole' };
}

/** Records of a log as they were added, up to the first that is not sound; those that cross blocks are put together. */
export function* logRecords(bytes: Buffer): Generator<Buffer> {
  const { end } = readLogEnd(bytes);
  let pieces: Buffer[] = [];
  for (let at = 0; at < end;) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEADER) {
      at += left;
      continue;
    }
    const next = at + HEADER + bytes.readUInt16LE(at + 4);
    const type = bytes.readUInt8(at + 6);
    if (type === FULL || type === FIRST) pieces = [];
    pieces.push(bytes.subarray(at + HEADER, next));
    if (type === FULL || type === LAST) yield Buffer.concat(pieces);
    at = next;
  }
}

function soundEnd(bytes: Buffer, at: number, left: number): number | undefined {
  if (at + HEADER > bytes.length) return undefined;
  const length = bytes.readUInt16LE(at + 4);
  const end = at + HEADER + length;
  if (HEADER + length > left || end > bytes.length) return undefined;
  return bytes.readUInt32LE(at) === maskedChecksum(bytes.subarray(at + 6, end)) ? end : undefined;
}

/** Nothing of it is missing, or it would be sound with one bit of its length the other way. */
function isAltered(bytes: Buffer, at: number, left: number): boolean {
  if (at + HEADER > bytes.length) return false;
  const length = bytes.readUInt16LE(at + 4);
  if (HEADER + length <= left && at + HEADER + length <= bytes.length) {
    return !hasEmptySector(bytes.subarray(at, at + HEADER + length), at);
  }
  const other = Buffer.from(bytes.subarray(at, at + left));
  for (let bit = 0; bit < 16; bit += 1) {
    other.writeUInt16LE(length ^ (1 << bit), 4);
    if (soundEnd(other, 0, left) !== undefined) return true;
  }
  return false;
}
