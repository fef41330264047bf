// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import type { DecodedHashedWrite, DecodedWrite } from '../types.js';

export interface ReadResults {
  readonly writes: readonly DecodedWrite[];
  readonly hashedWrites: readonly DecodedHashedWrite[];
}

const NOTHING: ReadResults = { writes: [], hashedWrites: [] };

/** Commit and live readers ask for the same write sets; each is decoded once. */
const decoded = new WeakMap<Uint8Array, ReadResults>();

/** The writes in a `rwset.TxReadWriteSet`, in its order. Bytes that are none (only in an invalid transaction) give no writes. */
export function readResults(bytes: Uint8Array): ReadResults {
  const known = decoded.get(bytes);
  if (known !== undefined) return known;
  const results = bytes.length === 0 ? NOTHING : decode(bytes);
  decoded.set(bytes, results);
  return results;
}

function decode(bytes: Uint8Array): ReadResults {
  try {
    const namespaces = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes).getNsRwsetList();
    return { writes: namespaces.flatMap(readWrites), hashedWrites: namespaces.flatMap(readHashedWrites) };
  } catch {
    return NOTHING;
  }
}

function readWrites(namespace: ledger.rwset.NsReadWriteSet): DecodedWrite[] {
  return ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8())
    .getWritesList()
    .map((write) => ({
      namespace: namespace.getNamespace(),
      key: write.getKey(),
      isDelete: write.getIsDelete(),
      value: write.getValue_asU8(),
    }));
}

function readHashedWrites(namespace: ledger.rwset.NsReadWriteSet): DecodedHashedWrite[] {
  return namespace.getCollectionHashedRwsetList().flatMap((collection) =>
    ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8())
      .getHashedWritesList()
      .map((write) => ({
        namespace: namespace.getNamespace(),
        collection: collection.getCollectionName(),
        keyHash: write.getKeyHash_asU8(),
        valueHash: write.getValueHash_asU8(),
        isDelete: write.getIsDelete(),
        isPurge: write.getIsPurge(),
      })),
  );
}
