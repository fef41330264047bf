// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import { sortedKeys } from '../store/utf8-order.js';
import type { Version } from '../store/version.js';
import { keyHash, sha256 } from './hash.js';
import { metadataEntries, readHashMessage, writeMessage } from './messages.js';
import type { Metadata } from './messages.js';

const { kvrwset } = ledger.rwset;

interface PrivateWrite {
  readonly value: Uint8Array;
  readonly purge: boolean;
}

/** Reads and writes of one collection in one transaction: hashes for the chain, values beside it. */
export class CollectionRwset {
  readonly #reads = new Map<string, Version | undefined>();
  readonly #writes = new Map<string, PrivateWrite>();
  readonly #metadata = new Map<string, Metadata>();

  read(key: string, version: Version | undefined): void {
    this.#reads.set(key, version);
  }

  write(key: string, value: Uint8Array, purge: boolean): void {
    this.#writes.set(key, { value, purge });
  }

  writeMetadata(key: string, metadata: Metadata): void {
    this.#metadata.set(key, metadata);
  }

  /** The values, or nothing when the collection was only read. */
  privateBytes(): Uint8Array | undefined {
    if (this.#writes.size === 0 && this.#metadata.size === 0) return undefined;
    const message = new kvrwset.KVRWSet();
    message.setWritesList(sortedKeys(this.#writes).map((key) => writeMessage(key, this.#write(key).value)));
    // The key alone: its version must follow when only the metadata changes.
    const changed = sortedKeys(this.#metadata).map((key) => {
      const write = new kvrwset.KVMetadataWrite();
      write.setKey(key);
      return write;
    });
    message.setMetadataWritesList(changed);
    return message.serializeBinary();
  }

  hashedBytes(): Uint8Array {
    const message = new kvrwset.HashedRWSet();
    message.setHashedReadsList(
      sortedKeys(this.#reads).map((key) => readHashMessage(keyHash(key), this.#reads.get(key))),
    );
    message.setHashedWritesList(sortedKeys(this.#writes).map((key) => this.#hashedWrite(key)));
    message.setMetadataWritesList(sortedKeys(this.#metadata).map((key) => this.#hashedMetadata(key)));
    return message.serializeBinary();
  }

  #write(key: string): PrivateWrite {
    return this.#writes.get(key) ?? { value: new Uint8Array(), purge: false };
  }

  #hashedWrite(key: string): InstanceType<typeof kvrwset.KVWriteHash> {
    const { value, purge } = this.#write(key);
    const message = new kvrwset.KVWriteHash();
    message.setKeyHash(keyHash(key));
    message.setIsDelete(value.length === 0);
    if (value.length > 0) message.setValueHash(sha256(value));
    message.setIsPurge(purge);
    return message;
  }

  #hashedMetadata(key: string): InstanceType<typeof kvrwset.KVMetadataWriteHash> {
    const message = new kvrwset.KVMetadataWriteHash();
    message.setKeyHash(keyHash(key));
    message.setEntriesList(metadataEntries(this.#metadata.get(key) ?? new Map()));
    return message;
  }
}
