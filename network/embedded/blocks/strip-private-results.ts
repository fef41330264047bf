// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';

export interface PrivateCollection {
  readonly namespace: string;
  readonly collection: string;
}

export interface PrivateKey extends PrivateCollection {
  /** SHA-256 of the key. */
  readonly keyHash: Uint8Array;
}

type CollectionSet = ledger.rwset.CollectionPvtReadWriteSet;

/** The write set without those collections; empty if nothing is left, `undefined` if nothing changed. */
export function withoutCollections(
  bytes: Uint8Array,
  collections: readonly PrivateCollection[],
): Uint8Array | undefined {
  return strip(bytes, (namespace, set) =>
    collections.some((each) => each.namespace === namespace && each.collection === set.getCollectionName())
      ? 'drop'
      : 'keep',
  );
}

/** The write set without those keys; empty if nothing is left, `undefined` if nothing changed. */
export function withoutKeys(bytes: Uint8Array, keys: readonly PrivateKey[]): Uint8Array | undefined {
  return strip(bytes, (namespace, set) => {
    const here = keys.filter((each) => each.namespace === namespace && each.collection === set.getCollectionName());
    return here.length === 0 ? 'keep' : dropKeys(set, here);
  });
}

function dropKeys(set: CollectionSet, keys: readonly PrivateKey[]): 'keep' | 'drop' | 'changed' {
  const writes = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8());
  const all = writes.getWritesList();
  const left = all.filter((write) => {
    const hash = createHash('sha256').update(write.getKey()).digest();
    return !keys.some(({ keyHash }) => hash.equals(keyHash));
  });
  if (left.length === all.length) return 'keep';
  if (left.length === 0) return 'drop';
  writes.setWritesList(left);
  set.setRwset(writes.serializeBinary());
  return 'changed';
}

function strip(
  bytes: Uint8Array,
  decide: (namespace: string, set: CollectionSet) => 'keep' | 'drop' | 'changed',
): Uint8Array | undefined {
  const results = ledger.rwset.TxPvtReadWriteSet.deserializeBinary(bytes);
  let changes = 0;
  const namespaces = results.getNsPvtRwsetList().filter((each) => {
    const left = each.getCollectionPvtRwsetList().filter((set) => {
      const decision = decide(each.getNamespace(), set);
      if (decision !== 'keep') changes += 1;
      return decision !== 'drop';
    });
    each.setCollectionPvtRwsetList(left);
    return left.length > 0;
  });
  if (changes === 0) return undefined;
  results.setNsPvtRwsetList(namespaces);
  return namespaces.length === 0 ? new Uint8Array() : results.serializeBinary();
}
