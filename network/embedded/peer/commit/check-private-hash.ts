// SPDX-License-Identifier: Apache-2.0
import { keyHashHex, sha256 } from '../rwset/hash.js';
import type { ParsedCollection, ParsedPrivateCollection, ParsedRwset, ParsedWrite } from '../rwset/parsed-rwset.js';

function goBytes(bytes: Uint8Array): string {
  return `[]byte{${[...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ')}}`;
}

function sameValue({ value }: ParsedWrite, onChain: ParsedWrite | undefined): boolean {
  if (onChain === undefined) return false;
  if (value === undefined || onChain.value === undefined) return value === onChain.value;
  return sha256(value).equals(onChain.value);
}

/** Whether each value is one that the transaction wrote, though some may be gone. */
function isPartOf({ writes, metadataKeys }: ParsedPrivateCollection, onChain: ParsedCollection): boolean {
  const hashes = new Map(onChain.writes.map((write) => [write.key, write]));
  const metadataHashes = new Set(onChain.metadataWrites.map(({ key }) => key));
  return (
    writes.every((write) => sameValue(write, hashes.get(keyHashHex(write.key)))) &&
    metadataKeys.every((key) => metadataHashes.has(keyHashHex(key)))
  );
}

/**
 * Throws when private values are not those whose hash is on chain: such a block must not be committed. When blocks are
 * replayed, values that were erased since may be missing; what is left must still match, key by key.
 */
export function checkPrivateHash(collection: ParsedPrivateCollection, rwset: ParsedRwset, isReplay: boolean): void {
  const onChain = rwset
    .find(({ name }) => name === collection.namespace)
    ?.collections.find(({ name }) => name === collection.collection);
  const actual = sha256(collection.bytes);
  if (onChain !== undefined && actual.equals(onChain.privateHash)) return;
  if (onChain !== undefined && isReplay && isPartOf(collection, onChain)) return;
  throw new Error(
    `hash of pvt data for collection [${collection.namespace}:${collection.collection}] does not match with the corresponding hash in the public data. ` +
      `public hash = [${goBytes(onChain?.privateHash ?? new Uint8Array())}], pvt data hash = [${goBytes(actual)}]`,
  );
}
