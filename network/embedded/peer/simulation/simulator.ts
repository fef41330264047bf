// SPDX-License-Identifier: Apache-2.0
import type { Collections } from '../definitions/collections.js';
import { keyHashHex } from '../rwset/hash.js';
import { parseMetadata } from '../rwset/messages.js';
import type { Metadata } from '../rwset/messages.js';
import { RwsetBuilder } from '../rwset/rwset-builder.js';
import { hashedNamespace, historyRange, privateKey, privateRange, stateKey, stateRange } from '../store/keys.js';
import type { StateView } from '../store/state-view.js';
import { describeVersion, sameVersion } from '../store/version.js';
import type { VersionedValue } from '../store/versioned-value.js';
import { HistoryRows } from './history-rows.js';
import { PrivateRows } from './private-rows.js';
import { RangeScan } from './range-scan.js';

const NOTHING = new Uint8Array();

/**
 * One transaction on the peer of one organisation, over one committed height. Nothing that it writes is ever read
 * back by it; reads and writes are collected for the read-write set. Refusals carry the words of a Fabric peer.
 */
export class Simulator {
  readonly #transactionId: string;
  readonly #mspId: string;
  readonly #view: StateView;
  readonly #collections: Collections;
  readonly #rwset = new RwsetBuilder();
  readonly #scans: RangeScan[] = [];
  #done = false;
  #built = false;
  #wrote = false;
  #queriedPrivately = false;
  #queriedPages = false;

  constructor(place: { transactionId: string; mspId: string; view: StateView; collections: Collections }) {
    this.#transactionId = place.transactionId;
    this.#mspId = place.mspId;
    this.#view = place.view.take();
    this.#collections = place.collections;
  }

  getState(namespace: string, key: string): Uint8Array {
    return this.#readPublic(namespace, key)?.value ?? NOTHING;
  }

  getStates(namespace: string, keys: readonly string[]): readonly Uint8Array[] {
    this.#checkUsable();
    return keys.map((key) => this.getState(namespace, key));
  }

  getStateMetadata(namespace: string, key: string): Metadata {
    return parseMetadata(this.#readPublic(namespace, key)?.metadata);
  }

  /** An empty value deletes. */
  setState(namespace: string, key: string, value: Uint8Array): void {
    this.#beforeWrite();
    this.#rwset.namespace(namespace).write(key, value);
  }

  setStateMetadata(namespace: string, key: string, metadata: Metadata): void {
    this.#beforeWrite();
    this.#rwset.namespace(namespace).writeMetadata(key, metadata);
  }

  scanState(namespace: string, start: string, end: string): RangeScan {
    this.#checkUsable();
    return this.#openScan(namespace, start, end, 0);
  }

  /** Only in transactions that write nothing. */
  scanStatePage(namespace: string, start: string, end: string, pageSize: number): RangeScan {
    if (this.#wrote) this.#refuse('Paginated queries are supported only in a read-only transaction');
    this.#queriedPages = true;
    this.#checkUsable();
    return this.#openScan(namespace, start, end, pageSize);
  }

  history(namespace: string, key: string): HistoryRows {
    this.#checkUsable();
    return new HistoryRows(this.#view.scan(historyRange(namespace, key), true));
  }

  getPrivateData(namespace: string, collection: string, key: string): Uint8Array {
    this.#checkCollection(namespace, collection);
    this.#checkUsable();
    const held = this.#view.read(privateKey(this.#mspId, namespace, collection, key));
    const hashVersion = this.#readHash(namespace, collection, key)?.version;
    if (!sameVersion(hashVersion, held?.version)) {
      throw new Error(
        'private data matching public hash version is not available. ' +
          `Public hash version = ${describeVersion(hashVersion)}, Private data version = ${describeVersion(held?.version)}`,
      );
    }
    this.#rwset.namespace(namespace).collection(collection).read(key, held?.version);
    return held?.value ?? NOTHING;
  }

  /**
   * Several keys at once: as they are held here, whether or not they fit their hashes; the versions of what is held
   * are recorded, so that validation finds what did not fit.
   */
  getPrivateDataOf(namespace: string, collection: string, keys: readonly string[]): readonly Uint8Array[] {
    this.#checkCollection(namespace, collection);
    this.#checkUsable();
    return keys.map((key) => {
      const held = this.#view.read(privateKey(this.#mspId, namespace, collection, key));
      this.#rwset.namespace(namespace).collection(collection).read(key, held?.version);
      return held?.value ?? NOTHING;
    });
  }

  getPrivateDataHash(namespace: string, collection: string, key: string): Uint8Array {
    return this.#readHashRecorded(namespace, collection, key)?.value ?? NOTHING;
  }

  getPrivateDataMetadata(namespace: string, collection: string, key: string): Metadata {
    return parseMetadata(this.#readHashRecorded(namespace, collection, key)?.metadata);
  }

  /** An empty value deletes. */
  setPrivateData(namespace: string, collection: string, key: string, value: Uint8Array): void {
    this.#checkCollection(namespace, collection);
    this.#beforeWrite();
    this.#rwset.namespace(namespace).collection(collection).write(key, value, false);
  }

  purgePrivateData(namespace: string, collection: string, key: string): void {
    this.#checkCollection(namespace, collection);
    this.#beforeWrite();
    this.#rwset.namespace(namespace).collection(collection).write(key, NOTHING, true);
  }

  setPrivateDataMetadata(namespace: string, collection: string, key: string, metadata: Metadata): void {
    this.#checkCollection(namespace, collection);
    this.#beforeWrite();
    this.#rwset.namespace(namespace).collection(collection).writeMetadata(key, metadata);
  }

  /** Only in transactions that write nothing; the result is not recorded. */
  scanPrivateData(namespace: string, collection: string, start: string, end: string): PrivateRows {
    this.beforePrivateQuery(namespace, collection);
    return new PrivateRows(this.#view.scan(privateRange(this.#mspId, namespace, collection, start, end)));
  }

  /** Refuses after a write, and from here on every write is refused. */
  beforePrivateQuery(namespace: string, collection: string): void {
    if (this.#wrote) this.#refuse('Queries on pvt data is supported only in a read-only transaction');
    this.#queriedPrivately = true;
    this.#checkCollection(namespace, collection);
    this.#checkUsable();
  }

  /** The same for a rich query by pages, which LevelDB then refuses anyway. */
  beforePagedQuery(): void {
    if (this.#wrote) this.#refuse('Paginated queries are supported only in a read-only transaction');
    this.#queriedPages = true;
  }

  /** The read-write set, once. */
  results(): { results: Uint8Array; privateResults: Uint8Array } {
    if (this.#built) throw new Error('this function should only be called once on a transaction simulator instance');
    this.#built = true;
    for (const scan of this.#scans) this.#rwset.namespace(scan.namespace).readRange(scan.recorded());
    return this.#rwset.build();
  }

  /** Gives the height back; every later use is refused. */
  done(): void {
    if (this.#done) return;
    this.#done = true;
    this.#view.giveBack();
  }

  #openScan(namespace: string, start: string, end: string, limit: number): RangeScan {
    const scan = new RangeScan(namespace, { start, end }, this.#view.scan(stateRange(namespace, start, end)), limit);
    this.#scans.push(scan);
    return scan;
  }

  #readPublic(namespace: string, key: string): VersionedValue | undefined {
    this.#checkUsable();
    const found = this.#view.read(stateKey(namespace, key));
    this.#rwset.namespace(namespace).read(key, found?.version);
    return found;
  }

  #readHash(namespace: string, collection: string, key: string): VersionedValue | undefined {
    return this.#view.read(stateKey(hashedNamespace(namespace, collection), keyHashHex(key)));
  }

  #readHashRecorded(namespace: string, collection: string, key: string): VersionedValue | undefined {
    this.#checkCollection(namespace, collection);
    this.#checkUsable();
    const found = this.#readHash(namespace, collection, key);
    this.#rwset.namespace(namespace).collection(collection).read(key, found?.version);
    return found;
  }

  #checkCollection(namespace: string, collection: string): void {
    if (this.#collections.find(namespace, collection) !== undefined) return;
    if (!this.#collections.knows(namespace)) {
      throw new Error(
        `collection config not defined for chaincode [${namespace}], pass the collection configuration upon chaincode definition/instantiation`,
      );
    }
    throw new Error(`collection [${collection}] not defined in the collection config for chaincode [${namespace}]`);
  }

  #checkUsable(): void {
    if (this.#done) throw new Error('this instance should not be used after calling Done()');
  }

  #beforeWrite(): void {
    this.#checkUsable();
    if (this.#queriedPrivately) {
      this.#refuse('Transaction has already performed queries on pvt data. Writes are not allowed');
    }
    if (this.#queriedPages) this.#refuse('Transaction has already performed a paginated query. Writes are not allowed');
    this.#wrote = true;
  }

  #refuse(reason: string): never {
    // "unsuppored" is how the peers spell it; clients may compare.
    throw new Error(`txid [${this.#transactionId}]: unsuppored transaction. ${reason}`);
  }
}
