// SPDX-License-Identifier: Apache-2.0
import { implicitCollectionOwner } from '../definitions/collections.js';
import type { Collection, Collections } from '../definitions/collections.js';
import type { PolicyCheck } from '../seams.js';

export interface Access {
  readonly read: boolean;
  readonly write: boolean;
}

const EVERYONE: Access = { read: true, write: true };

interface Creator {
  readonly mspId: string;
  readonly certificate: string;
}

/** Decides what the caller of a transaction may do with a collection; it is the caller that counts, not the peer. */
export class CollectionAccess {
  readonly #channel: string;
  readonly #collections: Collections;
  readonly #policy: PolicyCheck | undefined;

  constructor(channel: string, collections: Collections, policy: PolicyCheck | undefined) {
    this.#channel = channel;
    this.#collections = collections;
    this.#policy = policy;
  }

  /** Throws for an undefined collection. Every implicit name passes here; the simulator refuses those of strangers. */
  decide(chaincode: string, name: string, creator: () => Creator): Access {
    if (implicitCollectionOwner(name) !== undefined) return EVERYONE;
    const collection = this.#collections.find(chaincode, name);
    if (collection === undefined) {
      throw new Error(`collection ${this.#channel}/${chaincode}/${name} could not be found`);
    }
    if (!collection.memberOnlyRead && !collection.memberOnlyWrite) return EVERYONE;
    if (this.#isMember(collection, creator())) return EVERYONE;
    return { read: !collection.memberOnlyRead, write: !collection.memberOnlyWrite };
  }

  #isMember(collection: Collection, creator: Creator): boolean {
    if (this.#policy === undefined) return collection.members.has(creator.mspId);
    return this.#policy(collection.memberPolicy, [creator]);
  }
}
