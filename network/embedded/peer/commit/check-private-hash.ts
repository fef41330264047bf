// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../rwset/hash.js';
import type { ParsedPrivateCollection, ParsedRwset } from '../rwset/parsed-rwset.js';

function goBytes(bytes: Uint8Array): string {
  return `[]byte{${[...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ')}}`;
}

/** Throws when private values are not those whose hash is on chain: such a block must not be committed. */
export function checkPrivateHash(
  { namespace, collection, bytes }: ParsedPrivateCollection,
  rwset: ParsedRwset,
): void {
  const onChain = rwset
    .find(({ name }) => name === namespace)
    ?.collections.find(({ name }) => name === collection)?.privateHash;
  const actual = sha256(bytes);
  if (onChain !== undefined && actual.equals(onChain)) return;
  throw new Error(
    `hash of pvt data for collection [${namespace}:${collection}] does not match with the corresponding hash in the public data. ` +
      `public hash = [${goBytes(onChain ?? new Uint8Array())}], pvt data hash = [${goBytes(actual)}]`,
  );
}
