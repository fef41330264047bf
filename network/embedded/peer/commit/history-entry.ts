// SPDX-License-Identifier: Apache-2.0

/** One write of a key by a valid transaction. */
export interface HistoryEntry {
  readonly txId: string;
  /** Time of the channel header. */
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
  readonly isDelete: boolean;
  readonly value: Uint8Array;
}

const SECONDS_BYTES = 6;
const HEAD_BYTES = 1 + SECONDS_BYTES + 4 + 2;

export function encodeHistoryEntry({ txId, timestamp, isDelete, value }: HistoryEntry): Buffer {
  const id = Buffer.from(txId);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(isDelete ? 1 : 0, 0);
  head.writeIntBE(timestamp.seconds, 1, SECONDS_BYTES);
  head.writeUInt32BE(timestamp.nanos, 1 + SECONDS_BYTES);
  head.writeUInt16BE(id.length, 1 + SECONDS_BYTES + 4);
  return Buffer.concat([head, id, value]);
}

export function decodeHistoryEntry(bytes: Buffer): HistoryEntry {
  const end = HEAD_BYTES + bytes.readUInt16BE(1 + SECONDS_BYTES + 4);
  return {
    txId: bytes.toString('utf8', HEAD_BYTES, end),
    timestamp: { seconds: bytes.readIntBE(1, SECONDS_BYTES), nanos: bytes.readUInt32BE(1 + SECONDS_BYTES) },
    isDelete: bytes.readUInt8(0) === 1,
    value: bytes.subarray(end),
  };
}
