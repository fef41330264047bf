// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { BlockUpdates, Update } from '../../peer/validation/block-updates.js';
import { codeNumber } from '../../validation-code.js';
import type { ValidationCode } from '../../validation-code.js';

interface Write {
  readonly namespace: string;
  readonly collection: string;
  /** As bytes: text of a public key, the hash of a private one. */
  readonly key: Buffer;
  readonly update: Update;
}

/** What stands between a chaincode's name and a collection's in the namespace of hashes. */
const HASHES = '$$h';

/**
 * The hash with which a peer of Fabric chains codes and effects of its blocks: SHA-256 over the number of codes, the codes,
 * the changes of public state and hashes in order of namespace, collection and key, and the hash before.
 */
export function fabricCommitHash(
  previous: Uint8Array,
  codes: readonly ValidationCode[],
  updates: BlockUpdates,
): Uint8Array {
  return createHash('sha256')
    .update(varint(codes.length))
    .update(Uint8Array.from(codes, codeNumber))
    .update(encodeUpdates(updates))
    .update(previous)
    .digest();
}

function encodeUpdates(updates: BlockUpdates): Buffer {
  const writes = Array.from(updates.all(), toWrite).sort(inOrder);
  let before: Write | undefined;
  return Buffer.concat(
    writes.map((write) => {
      // A name is written where it changes only.
      const isSameNamespace = before?.namespace === write.namespace;
      const isSameCollection = isSameNamespace && before?.collection === write.collection;
      before = write;
      const message = encodeWrite(
        write,
        isSameNamespace ? '' : write.namespace,
        isSameCollection ? '' : write.collection,
      );
      return bytesField(1, message);
    }),
  );
}

function toWrite([name, key, update]: [string, string, Update]): Write {
  const at = name.indexOf(HASHES);
  if (at < 0) return { namespace: name, collection: '', key: Buffer.from(key), update };
  const [namespace, collection] = [name.slice(0, at), name.slice(at + HASHES.length)];
  return { namespace, collection, key: Buffer.from(key, 'hex'), update };
}

function inOrder(left: Write, right: Write): number {
  return (
    Buffer.compare(Buffer.from(left.namespace), Buffer.from(right.namespace)) ||
    Buffer.compare(Buffer.from(left.collection), Buffer.from(right.collection)) ||
    Buffer.compare(left.key, right.key)
  );
}

/** `KVWrite { namespace, collection, key, is_delete, value, version_bytes }` of a peer's `Updates`. */
function encodeWrite({ key, update: { value, version } }: Write, namespace: string, collection: string): Buffer {
  return Buffer.concat([
    bytesField(1, Buffer.from(namespace)),
    bytesField(2, Buffer.from(collection)),
    bytesField(3, key),
    value === undefined ? Buffer.of(0x20, 1) : Buffer.alloc(0),
    bytesField(5, value ?? Buffer.alloc(0)),
    bytesField(6, Buffer.concat([ordered(version.block), ordered(version.tx)])),
  ]);
}

/** A field of bytes, left out where it is empty, as protobuf 3 does. The message of a list is never empty. */
function bytesField(field: number, bytes: Uint8Array): Buffer {
  return bytes.length === 0
    ? Buffer.alloc(0)
    : Buffer.concat([Buffer.of((field << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A number with its length before it, so that bytes sort as numbers do. */
function ordered(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.alloc(0) : bytes.subarray(start);
  return Buffer.concat([Buffer.of(digits.length), digits]);
}
