// SPDX-License-Identifier: Apache-2.0
import { keyHashHex } from '../rwset/hash.js';
import { privateKey, privateRange } from '../store/keys.js';
import type { CommittedBlock } from './committed-block.js';
import type { PrivateUpdates } from './private-updates.js';

interface Purge {
  readonly namespace: string;
  readonly collection: string;
  readonly hashes: Set<string>;
}

/** Hashes that the block purges without a private write-set that would name the keys. */
function nameless({ valid }: CommittedBlock, privates: PrivateUpdates): Purge[] {
  const purges: Purge[] = [];
  for (const { rwset } of valid) {
    for (const namespace of rwset) {
      for (const collection of namespace.collections) {
        const hashes = collection.writes
          .filter(
            ({ key, isPurge }) => isPurge && privates.clearKey(namespace.name, collection.name, key) === undefined,
          )
          .map(({ key }) => key);
        if (hashes.length > 0) {
          purges.push({ namespace: namespace.name, collection: collection.name, hashes: new Set(hashes) });
        }
      }
    }
  }
  return purges;
}

/**
 * Stored values that a purge must remove although only their hash is known (the private write-set is missing). Looks
 * through the whole collection, which happens in no other case.
 */
export async function purgedStoredKeys(block: CommittedBlock, privates: PrivateUpdates): Promise<string[]> {
  const found: string[] = [];
  for (const { namespace, collection, hashes } of nameless(block, privates)) {
    for (const mspId of privates.keepers(namespace, collection)) {
      const cursor = block.view.scan(privateRange(mspId, namespace, collection, '', ''));
      for (let row = await cursor.next(); row !== undefined; row = await cursor.next()) {
        if (hashes.has(keyHashHex(row.key))) found.push(privateKey(mspId, namespace, collection, row.key));
      }
      await cursor.close();
    }
  }
  return found;
}
