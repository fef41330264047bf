// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import { sortedKeys } from '../store/utf8-order.js';
import { sha256 } from './hash.js';
import { NamespaceRwset } from './namespace-rwset.js';

const { rwset } = ledger;

/** Collects the reads and writes of a simulation; equal simulations give equal bytes. */
export class RwsetBuilder {
  readonly #namespaces = new Map<string, NamespaceRwset>();

  namespace(name: string): NamespaceRwset {
    let namespace = this.#namespaces.get(name);
    if (namespace === undefined) {
      namespace = new NamespaceRwset();
      this.#namespaces.set(name, namespace);
    }
    return namespace;
  }

  /** `rwset.TxReadWriteSet` for the chain and `rwset.TxPvtReadWriteSet` beside it (empty without private writes). */
  build(): { results: Uint8Array; privateResults: Uint8Array } {
    const onChain = new rwset.TxReadWriteSet();
    const beside = new rwset.TxPvtReadWriteSet();
    for (const name of sortedKeys(this.#namespaces)) {
      const parts = this.#buildNamespace(name);
      onChain.addNsRwset(parts.onChain);
      if (parts.beside.getCollectionPvtRwsetList().length > 0) beside.addNsPvtRwset(parts.beside);
    }
    return { results: onChain.serializeBinary(), privateResults: beside.serializeBinary() };
  }

  #buildNamespace(name: string): {
    onChain: InstanceType<typeof rwset.NsReadWriteSet>;
    beside: InstanceType<typeof rwset.NsPvtReadWriteSet>;
  } {
    const namespace = this.namespace(name);
    const onChain = new rwset.NsReadWriteSet();
    onChain.setNamespace(name);
    onChain.setRwset(namespace.publicBytes());
    const beside = new rwset.NsPvtReadWriteSet();
    beside.setNamespace(name);
    for (const collectionName of sortedKeys(namespace.collections)) {
      const collection = namespace.collection(collectionName);
      const hashed = new rwset.CollectionHashedReadWriteSet();
      hashed.setCollectionName(collectionName);
      hashed.setHashedRwset(collection.hashedBytes());
      const values = collection.privateBytes();
      if (values !== undefined) {
        hashed.setPvtRwsetHash(sha256(values));
        const message = new rwset.CollectionPvtReadWriteSet();
        message.setCollectionName(collectionName);
        message.setRwset(values);
        beside.addCollectionPvtRwset(message);
      }
      onChain.addCollectionHashedRwset(hashed);
    }
    return { onChain, beside };
  }
}
