// SPDX-License-Identifier: Apache-2.0
import type { ParsedRwset } from '../rwset/parsed-rwset.js';

interface Key {
  readonly namespace: string;
  readonly collection: string;
  readonly key: string;
}

function identity({ namespace, collection, key }: Key): string {
  return JSON.stringify([namespace, collection, key]);
}

/** Keys whose metadata earlier, well endorsed transactions of the block change: nobody may write them after that. */
export class ChangedPolicies {
  readonly #keys = new Set<string>();

  includes(key: Key): boolean {
    return this.#keys.size > 0 && this.#keys.has(identity(key));
  }

  remember(rwset: ParsedRwset): void {
    for (const { name: namespace, metadataWrites, collections } of rwset) {
      for (const { key } of metadataWrites) this.#keys.add(identity({ namespace, collection: '', key }));
      for (const collection of collections) {
        for (const { key } of collection.metadataWrites) {
          this.#keys.add(identity({ namespace, collection: collection.name, key }));
        }
      }
    }
  }
}
