// SPDX-License-Identifier: Apache-2.0
import { crc32c } from './crc32c.js';

/** Header of a record: magic, block number (8), length (4), CRC-32C of the content, CRC-32C of the header before it. */
export const HEADER_SIZE = 24;

const MAGIC = 0x4f444231;
const MAGIC_BYTES = Buffer.from(MAGIC.toString(16), 'hex');

export interface RecordHeader {
  readonly number: number;
  readonly length: number;
  readonly checksum: number;
}

export function encodeRecord(number: number, content: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(HEADER_SIZE + content.length);
  record.writeUInt32BE(MAGIC, 0);
  record.writeBigUInt64BE(BigInt(number), 4);
  record.writeUInt32BE(content.length, 12);
  record.writeUInt32BE(crc32c(content), 16);
  record.writeUInt32BE(crc32c(record.subarray(0, 20)), 20);
  record.set(content, HEADER_SIZE);
  return record;
}

/** The header at the start of these bytes, or `undefined` if none stands there whole and sound. */
export function readHeader(bytes: Buffer): RecordHeader | undefined {
  if (bytes.length < HEADER_SIZE || bytes.readUInt32BE(0) !== MAGIC) return undefined;
  if (bytes.readUInt32BE(20) !== crc32c(bytes.subarray(0, 20))) return undefined;
  return {
    number: Number(bytes.readBigUInt64BE(4)),
    length: bytes.readUInt32BE(12),
    checksum: bytes.readUInt32BE(16),
  };
}

/** Where the first sound header at or behind `from` starts in these bytes; -1 if none does. */
export function findHeader(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MAGIC_BYTES, from); at >= 0; at = bytes.indexOf(MAGIC_BYTES, at + 1)) {
    if (readHeader(bytes.subarray(at)) !== undefined) return at;
  }
  return -1;
}
