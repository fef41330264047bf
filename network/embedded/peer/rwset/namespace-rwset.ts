// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import { sortedKeys } from '../store/utf8-order.js';
import type { Version } from '../store/version.js';
import { CollectionRwset } from './collection-rwset.js';
import { metadataEntries, readMessage, writeMessage } from './messages.js';
import type { Metadata } from './messages.js';
import { rangeQueryMessage } from './range-query.js';
import type { RangeQuery } from './range-query.js';

const { kvrwset } = ledger.rwset;
const NOTHING = new Uint8Array();

/** Reads and writes of one chaincode in one transaction. */
export class NamespaceRwset {
  readonly #reads = new Map<string, Version | undefined>();
  readonly #writes = new Map<string, Uint8Array>();
  readonly #metadata = new Map<string, Metadata>();
  readonly #ranges = new Map<string, RangeQuery>();
  readonly collections = new Map<string, CollectionRwset>();

  read(key: string, version: Version | undefined): void {
    this.#reads.set(key, version);
  }

  write(key: string, value: Uint8Array): void {
    this.#writes.set(key, value);
  }

  writeMetadata(key: string, metadata: Metadata): void {
    this.#metadata.set(key, metadata);
  }

  /** A scan with equal bounds and end is recorded once, the first of them. */
  readRange(range: RangeQuery): void {
    const identity = JSON.stringify([range.startKey, range.endKey, range.exhausted]);
    if (!this.#ranges.has(identity)) this.#ranges.set(identity, range);
  }

  collection(name: string): CollectionRwset {
    let collection = this.collections.get(name);
    if (collection === undefined) {
      collection = new CollectionRwset();
      this.collections.set(name, collection);
    }
    return collection;
  }

  publicBytes(): Uint8Array {
    const message = new kvrwset.KVRWSet();
    message.setReadsList(sortedKeys(this.#reads).map((key) => readMessage(key, this.#reads.get(key))));
    message.setRangeQueriesInfoList([...this.#ranges.values()].map(rangeQueryMessage));
    message.setWritesList(sortedKeys(this.#writes).map((key) => writeMessage(key, this.#writes.get(key) ?? NOTHING)));
    message.setMetadataWritesList(sortedKeys(this.#metadata).map((key) => this.#metadataWrite(key)));
    return message.serializeBinary();
  }

  #metadataWrite(key: string): InstanceType<typeof kvrwset.KVMetadataWrite> {
    const message = new kvrwset.KVMetadataWrite();
    message.setKey(key);
    message.setEntriesList(metadataEntries(this.#metadata.get(key) ?? new Map()));
    return message;
  }
}
