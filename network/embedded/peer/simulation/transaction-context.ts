// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../seams.js';
import type { CollectionAccess, Access } from './access.js';
import type { Simulator } from './simulator.js';

/** Answer of a chaincode that another one called. */
export interface CalleeResponse {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
}

/** One execution of one chaincode on one organisation's peer. */
export interface TransactionContext {
  readonly mspId: string;
  /** The chaincode's name. */
  readonly namespace: string;
  readonly invocation: Invocation;
  readonly simulator: Simulator;
  /** What the caller may do with a collection; throws for an undefined one. */
  access(collection: string): Access;
  /** Executes another chaincode of the channel within the same simulation. */
  invoke(chaincode: string, args: readonly Uint8Array[]): Promise<CalleeResponse>;
}

/** Asks once per collection. */
export function rememberAccess(
  access: CollectionAccess,
  namespace: string,
  creator: () => { mspId: string; certificate: string },
): (collection: string) => Access {
  const decided = new Map<string, Access>();
  return (collection) => {
    const known = decided.get(collection);
    if (known !== undefined) return known;
    const decision = access.decide(namespace, collection, creator);
    decided.set(collection, decision);
    return decision;
  };
}
