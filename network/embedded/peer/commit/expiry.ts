// SPDX-License-Identifier: Apache-2.0
import type { ParsedCollection } from '../rwset/parsed-rwset.js';
import type { StoreOperation } from '../store/state-store.js';
import { expiryKey, expiryRange, hashedNamespace, privateKey, stateKey } from '../store/keys.js';
import type { CommittedBlock } from './committed-block.js';
import type { PrivateUpdates } from './private-updates.js';

/** A private key that leaves the state with a later block; `key` is missing where the value was. */
interface Expiring {
  readonly namespace: string;
  readonly collection: string;
  readonly hash: string;
  readonly key?: string;
}

interface Written {
  readonly namespace: string;
  readonly collection: ParsedCollection;
}

interface Scheduled {
  readonly written: number;
  readonly entries: readonly Expiring[];
}

type Ending = Map<number, Map<string, Expiring>>;

/** Every private key that the block leaves in a collection of limited life, by the block that will end it. */
function schedule(block: CommittedBlock, privates: PrivateUpdates): Ending {
  const ending: Ending = new Map();
  for (const { rwset } of block.valid) {
    for (const { name, collections } of rwset) {
      for (const collection of collections)
        scheduleCollection(ending, block, privates, { namespace: name, collection });
    }
  }
  return ending;
}

function scheduleCollection(
  ending: Ending,
  block: CommittedBlock,
  privates: PrivateUpdates,
  { namespace, collection: { name: collection, writes, metadataWrites } }: Written,
): void {
  const life = block.collections.find(namespace, collection)?.blockToLive ?? 0;
  if (life === 0) return;
  const end = block.number + life + 1;
  const entries = ending.get(end) ?? new Map<string, Expiring>();
  ending.set(end, entries);
  for (const { key: hash } of [...writes, ...metadataWrites]) {
    if (block.updates.get(hashedNamespace(namespace, collection), hash)?.value === undefined) continue;
    const key = privates.clearKey(namespace, collection, hash);
    const entry = { namespace, collection, hash, ...(key !== undefined && { key }) };
    entries.set(JSON.stringify([namespace, collection, hash]), entry);
  }
}

/** Operations that note when the private keys written by the block end. */
export function scheduleExpiry(block: CommittedBlock, privates: PrivateUpdates): StoreOperation[] {
  return [...schedule(block, privates)]
    .filter(([, entries]) => entries.size > 0)
    .map(([end, entries]) => {
      const value: Scheduled = { written: block.number, entries: [...entries.values()] };
      return { type: 'put', key: expiryKey(end, block.number), value: Buffer.from(JSON.stringify(value)) };
    });
}

/**
 * Removes what ends with this block and was not written again since: hashes through the block's updates, values of every
 * keeper directly. A key that the block itself writes stays.
 */
export async function expire(block: CommittedBlock, privates: PrivateUpdates): Promise<StoreOperation[]> {
  const operations: StoreOperation[] = [];
  const cursor = block.view.scan(expiryRange(block.number));
  for (let row = await cursor.next(); row !== undefined; row = await cursor.next()) {
    operations.push({ type: 'del', key: row.key });
    const { written, entries } = JSON.parse(row.bytes.toString()) as Scheduled;
    for (const entry of entries) operations.push(...expireKey(block, privates, written, entry));
  }
  await cursor.close();
  return operations;
}

function expireKey(
  { number, updates, view }: CommittedBlock,
  privates: PrivateUpdates,
  written: number,
  { namespace, collection, hash, key }: Expiring,
): StoreOperation[] {
  const hashes = hashedNamespace(namespace, collection);
  const hashEnds = view.read(stateKey(hashes, hash))?.version.block === written;
  if (hashEnds && !updates.touched(hashes, hash)) {
    updates.expire(hashes, hash, { block: number, tx: Number.MAX_SAFE_INTEGER });
  }
  if (key === undefined) return [];
  return privates
    .keepers(namespace, collection)
    .map((mspId) => privateKey(mspId, namespace, collection, key))
    .filter((stored) => !privates.byStoredKey.has(stored))
    .filter((stored) => hashEnds || view.read(stored)?.version.block === written)
    .map((stored) => ({ type: 'del', key: stored }));
}
