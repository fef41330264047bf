// SPDX-License-Identifier: Apache-2.0
import type { Version } from './version.js';

/** What stands under a key. `metadata` is a serialised `kvrwset.KVMetadataWrite` without key. */
export interface VersionedValue {
  readonly version: Version;
  readonly value: Uint8Array;
  readonly metadata: Uint8Array | undefined;
}

const BLOCK_BYTES = 6;
const TX_BYTES = 4;
const HEAD_BYTES = BLOCK_BYTES + TX_BYTES + 4;

/** Bytes of a stored value: block, place, length of the metadata, metadata, value. */
export function encodeVersionedValue({ version, value, metadata }: VersionedValue): Buffer {
  const metadataLength = metadata?.length ?? 0;
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + metadataLength + value.length);
  bytes.writeUIntBE(version.block, 0, BLOCK_BYTES);
  bytes.writeUInt32BE(version.tx, BLOCK_BYTES);
  bytes.writeUInt32BE(metadataLength, BLOCK_BYTES + TX_BYTES);
  if (metadata !== undefined) bytes.set(metadata, HEAD_BYTES);
  bytes.set(value, HEAD_BYTES + metadataLength);
  return bytes;
}

/** Reverse of `encodeVersionedValue`; value and metadata share the memory of `bytes`. */
export function decodeVersionedValue(bytes: Buffer): VersionedValue {
  const metadataLength = bytes.readUInt32BE(BLOCK_BYTES + TX_BYTES);
  const start = HEAD_BYTES + metadataLength;
  return {
    version: { block: bytes.readUIntBE(0, BLOCK_BYTES), tx: bytes.readUInt32BE(BLOCK_BYTES) },
    value: bytes.subarray(start),
    metadata: metadataLength === 0 ? undefined : bytes.subarray(HEAD_BYTES, start),
  };
}
