// SPDX-License-Identifier: Apache-2.0
import type { PrivateStore } from '../blocks/private-store.js';
import type { ChaincodeDefinition } from '../types.js';

/** The collections with a `blockToLive`: what block w wrote is readable through w + n and leaves with block w + n + 1. */
export class ExpiringCollections {
  readonly #collections: readonly { namespace: string; collection: string; blockToLive: number }[];

  constructor(chaincodes: readonly ChaincodeDefinition[]) {
    this.#collections = chaincodes.flatMap(({ name, collections = [] }) =>
      collections
        .filter(({ blockToLive }) => blockToLive > 0)
        .map((each) => ({ namespace: name, collection: each.name, blockToLive: each.blockToLive })),
    );
  }

  /** Removes what ends with this block. */
  async expire(store: PrivateStore, blockNumber: number): Promise<void> {
    const times = new Set(this.#collections.map(({ blockToLive }) => blockToLive));
    for (const blockToLive of times) {
      const written = blockNumber - blockToLive - 1;
      if (written < 0) continue;
      await store.expire(
        written,
        this.#collections.filter((each) => each.blockToLive === blockToLive),
      );
    }
  }
}
