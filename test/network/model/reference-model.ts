// SPDX-License-Identifier: Apache-2.0
import { CHAINCODES, COLLECTIONS } from './history.js';
import type { Chaincode, Collection, Step } from './history.js';
import { ModelState, placeOf } from './model-state.js';
import type { Change, Writer } from './model-state.js';
import { ModelSimulation } from './model-simulation.js';
import type { ModelSets, RecordedScan } from './model-simulation.js';

/** An endorsed transaction as the model knows it. */
export interface ModelTransaction extends Writer {
  readonly chaincode: Chaincode;
  readonly endorsers: readonly string[];
  readonly sets: ModelSets;
}

export type ModelCode =
  'VALID' | 'ENDORSEMENT_POLICY_FAILURE' | 'DUPLICATE_TXID' | 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

/** What the rules of a Fabric peer say, as short as they can be said. Nothing of the network is used. */
export class ReferenceModel {
  readonly #state = new ModelState();
  readonly #known = new Set<string>();
  #version = 0;

  /** What the steps answer over the present height, and what they leave for ordering. */
  simulate(chaincode: Chaincode, steps: readonly Step[]): { answers: unknown[]; sets: ModelSets } {
    const simulation = new ModelSimulation(this.#state);
    const answers = simulation.run(chaincode, steps);
    return { answers, sets: simulation.sets };
  }

  /** Orders one block: ids of earlier blocks, endorsements, ids within the block, conflicts, in this order. */
  order(block: readonly ModelTransaction[]): ModelCode[] {
    const endorsed = this.#checkEndorsements(block);
    const claimed = new Set<string>();
    const written = new Set<string>();
    const codes = block.map((transaction, index) => {
      const before = endorsed[index] ?? 'VALID';
      if (before !== 'VALID') return before;
      if (claimed.has(transaction.txId)) return 'DUPLICATE_TXID';
      claimed.add(transaction.txId);
      const conflict = this.#conflict(transaction.sets, written);
      if (conflict === undefined) this.#apply(transaction, written);
      return conflict ?? 'VALID';
    });
    for (const { txId } of block) this.#known.add(txId);
    return codes;
  }

  #checkEndorsements(block: readonly ModelTransaction[]): ModelCode[] {
    // A well endorsed change of a key's policy shuts out its later writers in the block, even if it ends in a conflict.
    const changed = new Set<string>();
    return block.map((transaction) => {
      if (this.#known.has(transaction.txId)) return 'DUPLICATE_TXID';
      if (!this.#isEndorsed(transaction, changed)) return 'ENDORSEMENT_POLICY_FAILURE';
      forEachChange(transaction.sets, (place, key, { policy }) => {
        if (policy !== undefined) changed.add(`${place} ${key}`);
      });
      return 'VALID';
    });
  }

  /** Each chaincode that is written, and the one that was called. */
  #isEndorsed({ chaincode, endorsers, sets }: ModelTransaction, changed: ReadonlySet<string>): boolean {
    const names = Object.keys(CHAINCODES) as Chaincode[];
    return names.every((name) => {
      const places = [placeOf(name), ...Object.keys(COLLECTIONS).map((collection) => placeOf(name, collection))];
      const keys = places.flatMap((place) =>
        [...(sets.changes.get(place)?.keys() ?? [])].map((key) => [place, key] as const),
      );
      if (keys.length === 0 && name !== chaincode) return true;
      const policies = keys.map(([place, key]) => this.#policyOf(place, key));
      const asksChaincode = policies.length === 0 || policies.includes(undefined);
      return (
        keys.every(([place, key]) => !changed.has(`${place} ${key}`)) &&
        policies.every((policy) => policy?.every((mspId) => endorsers.includes(mspId)) ?? true) &&
        (!asksChaincode || endorsers.length >= CHAINCODES[name])
      );
    });
  }

  /** The key's own policy, else its collection's; `undefined` leaves it to the chaincode. */
  #policyOf(place: string, key: string): readonly string[] | undefined {
    const own = this.#state.get(place, key)?.policy ?? [];
    if (own.length > 0) return own;
    const [, collection] = place.split('#');
    return collection === undefined ? undefined : COLLECTIONS[collection as Collection].endorsers;
  }

  /** Chaincode by chaincode: public reads, scans, then reads of collections; the first that fails counts. */
  #conflict({ reads, scans }: ModelSets, written: ReadonlySet<string>): ModelCode | undefined {
    const isStale = (place: string): boolean =>
      [...(reads.get(place) ?? [])].some(
        ([key, version]) => written.has(`${place} ${key}`) || (this.#state.get(place, key)?.version ?? 0) !== version,
      );
    for (const name of Object.keys(CHAINCODES).sort()) {
      if (isStale(placeOf(name))) return 'MVCC_READ_CONFLICT';
      if (scans.some((scan) => scan.place === name && this.#isPhantom(scan))) return 'PHANTOM_READ_CONFLICT';
      if (Object.keys(COLLECTIONS).some((collection) => isStale(placeOf(name, collection))))
        return 'MVCC_READ_CONFLICT';
    }
    return undefined;
  }

  #isPhantom({ place, from, to, exhausted, rows }: RecordedScan): boolean {
    const end = exhausted ? to : `${to}\0`;
    return JSON.stringify(this.#state.rows(place, from, end)) !== JSON.stringify(rows);
  }

  #apply(transaction: ModelTransaction, written: Set<string>): void {
    const version = (this.#version += 1);
    forEachChange(transaction.sets, (place, key, change) => {
      if (this.#state.apply(place, key, change, version, transaction)) written.add(`${place} ${key}`);
    });
  }
}

/** Whether every one of these peers can answer the step: values of a collection are with its members only. */
export function canBeAsked(peers: readonly string[], step: Step): boolean {
  if (step.do === 'call') return step.steps.every((each) => canBeAsked(peers, each));
  if (step.do !== 'getPrivate' && step.do !== 'scanPrivate') return true;
  const members: readonly string[] = COLLECTIONS[step.collection].members;
  return peers.every((peer) => members.includes(peer));
}

function forEachChange({ changes }: ModelSets, visit: (place: string, key: string, change: Change) => void): void {
  for (const [place, keys] of changes) for (const [key, change] of keys) visit(place, key, change);
}
