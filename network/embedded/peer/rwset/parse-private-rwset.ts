// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import type { ParsedPrivateCollection } from './parsed-rwset.js';

const { rwset } = ledger;

/** Reads `rwset.TxPvtReadWriteSet`. Throws on bytes that are none. */
export function parsePrivateRwset(bytes: Uint8Array): ParsedPrivateCollection[] {
  const namespaces = rwset.TxPvtReadWriteSet.deserializeBinary(bytes).getNsPvtRwsetList();
  return namespaces.flatMap((namespace) =>
    namespace
      .getCollectionPvtRwsetList()
      .map((collection) =>
        parseCollection(namespace.getNamespace(), collection.getCollectionName(), collection.getRwset_asU8()),
      ),
  );
}

function parseCollection(namespace: string, collection: string, bytes: Uint8Array): ParsedPrivateCollection {
  const set = rwset.kvrwset.KVRWSet.deserializeBinary(bytes);
  return {
    namespace,
    collection,
    bytes,
    writes: set.getWritesList().map((write) => {
      const value = write.getValue_asU8();
      const isDelete = write.getIsDelete() || value.length === 0;
      return { key: write.getKey(), value: isDelete ? undefined : value, isPurge: false };
    }),
    metadataKeys: set.getMetadataWritesList().map((write) => write.getKey()),
  };
}
