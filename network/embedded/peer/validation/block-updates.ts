// SPDX-License-Identifier: Apache-2.0
import type { ParsedMetadataWrite, ParsedRwset, ParsedWrite } from '../rwset/parsed-rwset.js';
import { hashedNamespace, stateKey } from '../store/keys.js';
import type { StateView } from '../store/state-view.js';
import type { Version } from '../store/version.js';

/** What the valid transactions of a block so far left under a key; no value = deleted. */
export interface Update {
  readonly version: Version;
  readonly value: Uint8Array | undefined;
  readonly metadata: Uint8Array | undefined;
}

interface Change {
  writes?: ParsedWrite;
  metadataWrites?: ParsedMetadataWrite;
}

/**
 * Public state and hashes as the block leaves them. A namespace is a chaincode's, or that of the hashes of one of its
 * collections.
 */
export class BlockUpdates {
  readonly #view: StateView;
  readonly #namespaces = new Map<string, Map<string, Update>>();

  /** Over the state before the block. */
  constructor(view: StateView) {
    this.#view = view;
  }

  /** Whether a valid transaction of the block touched the key, even by deleting what was not there. */
  touched(namespace: string, key: string): boolean {
    return this.#namespaces.get(namespace)?.has(key) ?? false;
  }

  get(namespace: string, key: string): Update | undefined {
    return this.#namespaces.get(namespace)?.get(key);
  }

  /** Touched keys of one namespace. */
  of(namespace: string): ReadonlyMap<string, Update> {
    return this.#namespaces.get(namespace) ?? new Map<string, Update>();
  }

  *all(): Generator<[namespace: string, key: string, update: Update]> {
    for (const [namespace, updates] of this.#namespaces) {
      for (const [key, update] of updates) yield [namespace, key, update];
    }
  }

  /** Adds what one valid transaction did. */
  apply(rwset: ParsedRwset, version: Version): void {
    for (const namespace of rwset) {
      this.#applyTo(namespace.name, namespace, version);
      for (const collection of namespace.collections) {
        this.#applyTo(hashedNamespace(namespace.name, collection.name), collection, version);
      }
    }
  }

  /** Removes a key that no transaction of the block touched. */
  expire(namespace: string, key: string, version: Version): void {
    this.#set(namespace, key, { version, value: undefined, metadata: undefined });
  }

  #applyTo(
    namespace: string,
    accesses: { writes: readonly ParsedWrite[]; metadataWrites: readonly ParsedMetadataWrite[] },
    version: Version,
  ): void {
    const changes = new Map<string, Change>();
    for (const write of accesses.writes) changes.set(write.key, { writes: write });
    for (const write of accesses.metadataWrites) {
      changes.set(write.key, { ...changes.get(write.key), metadataWrites: write });
    }
    for (const [key, change] of changes) this.#change(namespace, key, change, version);
  }

  #change(namespace: string, key: string, { writes, metadataWrites }: Change, version: Version): void {
    if (writes !== undefined && writes.value === undefined) {
      this.#set(namespace, key, { version, value: undefined, metadata: undefined });
      return;
    }
    if (writes !== undefined && metadataWrites !== undefined) {
      this.#set(namespace, key, { version, value: writes.value, metadata: metadataWrites.metadata });
      return;
    }
    const before = this.#before(namespace, key);
    if (writes !== undefined) {
      this.#set(namespace, key, { version, value: writes.value, metadata: before?.metadata });
    } else if (before?.value !== undefined) {
      // Metadata of an absent key has nowhere to stand.
      this.#set(namespace, key, { version, value: before.value, metadata: metadataWrites?.metadata });
    }
  }

  #before(namespace: string, key: string): Pick<Update, 'value' | 'metadata'> | undefined {
    return this.get(namespace, key) ?? this.#view.read(stateKey(namespace, key));
  }

  #set(namespace: string, key: string, update: Update): void {
    const updates = this.#namespaces.get(namespace);
    if (updates === undefined) this.#namespaces.set(namespace, new Map([[key, update]]));
    else updates.set(key, update);
  }
}
