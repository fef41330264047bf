// SPDX-License-Identifier: Apache-2.0
import { keyHashHex, sha256 } from '../rwset/hash.js';
import { parsePrivateRwset } from '../rwset/parse-private-rwset.js';
import type { ParsedPrivateCollection } from '../rwset/parsed-rwset.js';
import type { PrivateResults } from '../seams.js';
import { hashedNamespace, privateKey } from '../store/keys.js';
import { sameVersion } from '../store/version.js';
import type { Version } from '../store/version.js';
import type { CommittedBlock, ValidTransaction } from './committed-block.js';
import { checkPrivateHash } from './check-private-hash.js';

/** What the block leaves of a private value at one organisation; no value = deleted. */
export interface PrivateUpdate {
  readonly version: Version;
  readonly value: Uint8Array | undefined;
}

/** Private values of a block, at every organisation that keeps them, by the key under which they are stored. */
export class PrivateUpdates {
  readonly byStoredKey = new Map<string, PrivateUpdate>();
  /** Private keys in clear that the block touches, by namespace of the hashes and hash. */
  readonly #clearKeys = new Map<string, string>();
  readonly #block: CommittedBlock;

  constructor(block: CommittedBlock, privateResults: PrivateResults) {
    this.#block = block;
    const renewed: ParsedPrivateCollection[] = [];
    for (const valid of block.valid) {
      const bytes = privateResults.get(valid.place);
      if (bytes === undefined || !hasPrivateWrites(valid)) continue;
      for (const collection of parsePrivateRwset(bytes)) {
        checkPrivateHash(collection, valid.rwset, block.isReplay);
        this.#write(collection, { block: block.number, tx: valid.place });
        renewed.push(collection);
      }
    }
    for (const collection of renewed) this.#renewVersions(collection);
  }

  /** The private key behind a hash, if a private write of the block names it. */
  clearKey(namespace: string, collection: string, hash: string): string | undefined {
    return this.#clearKeys.get(`${hashedNamespace(namespace, collection)}\0${hash}`);
  }

  /** Organisations of the channel that keep the values of the collection. */
  keepers(namespace: string, collection: string): string[] {
    const members = this.#block.collections.find(namespace, collection)?.members;
    return members === undefined ? [] : this.#block.mspIds.filter((mspId) => members.has(mspId));
  }

  #write({ namespace, collection, writes }: ParsedPrivateCollection, version: Version): void {
    const keepers = this.keepers(namespace, collection);
    for (const { key, value } of writes) {
      this.#clearKeys.set(`${hashedNamespace(namespace, collection)}\0${keyHashHex(key)}`, key);
      for (const mspId of keepers) {
        this.byStoredKey.set(privateKey(mspId, namespace, collection, key), { version, value });
      }
    }
  }

  /** A change of metadata gave the hash a new version; a value that still belongs to it follows. */
  #renewVersions({ namespace, collection, metadataKeys }: ParsedPrivateCollection): void {
    for (const key of metadataKeys) {
      const hash = keyHashHex(key);
      this.#clearKeys.set(`${hashedNamespace(namespace, collection)}\0${hash}`, key);
      const hashed = this.#block.updates.get(hashedNamespace(namespace, collection), hash);
      if (hashed?.value === undefined) continue;
      for (const mspId of this.keepers(namespace, collection)) {
        const stored = privateKey(mspId, namespace, collection, key);
        const latest: PrivateUpdate | undefined = this.byStoredKey.get(stored) ?? this.#block.view.read(stored);
        if (latest?.value === undefined || sameVersion(latest.version, hashed.version)) continue;
        if (!sha256(latest.value).equals(hashed.value)) continue;
        this.byStoredKey.set(stored, { version: hashed.version, value: latest.value });
      }
    }
  }
}

function hasPrivateWrites({ rwset }: ValidTransaction): boolean {
  return rwset.some(({ collections }) => collections.some(({ privateHash }) => privateHash.length > 0));
}
