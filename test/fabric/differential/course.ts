// SPDX-License-Identifier: Apache-2.0
import { COLLECTIONS } from '../../network/model/history.js';
import type { PlannedHistory, PlannedTransaction, Step } from '../../network/model/history.js';
import { everything, ofCollections, opening, privateValues } from '../../network/model/looks.js';
import { placeStep } from '../../network/model/place-steps.js';
import { canBeAsked } from '../../network/model/reference-model.js';
import { toStubStep } from '../../network/model/stub-steps.js';
import { deadlyOnes } from './deadly-pairs.js';
import type { EndorsedPair, LedgerPair } from './ledger-pair.js';

interface Waiting {
  readonly due: number;
  readonly place: number;
  readonly pair: EndorsedPair;
}

/** One history on its way over both ledgers, block by block. What differs first ends it. */
export class Course {
  readonly #ledgers: LedgerPair;
  readonly #prefix: string;
  readonly #blocks: (readonly PlannedTransaction[])[];
  readonly #ids = new Map<string, string>();
  readonly #ordered = new Set<EndorsedPair>();
  #waiting: Waiting[] = [];
  #now = 0;
  difference: string | undefined;

  constructor(ledgers: LedgerPair, planned: PlannedHistory, prefix: string) {
    this.#ledgers = ledgers;
    this.#prefix = prefix;
    this.#blocks = [[opening(planned.filled)], ...planned.blocks];
  }

  get hasEnded(): boolean {
    return this.difference !== undefined || (this.#now >= this.#blocks.length && this.#waiting.length === 0);
  }

  owns(transactionId: string): boolean {
    return this.#ids.has(transactionId);
  }

  /** Endorses what the next block plans over the present height, and takes what is due then. */
  async endorse(): Promise<EndorsedPair[]> {
    const planned = this.#blocks[this.#now] ?? [];
    const endorsed = await Promise.all(planned.map((each) => this.#endorse(each)));
    this.#waiting.push(...endorsed.flat());
    const due = this.#waiting.filter((each) => each.due <= this.#now).sort((a, b) => a.place - b.place);
    const isDeadly = deadlyOnes(
      due.map(({ pair }) => ({ envelope: pair.own.envelope, isRepeat: this.#ordered.has(pair) })),
    );
    const ready = due.filter((_, index) => isDeadly[index] !== true);
    this.#waiting = this.#waiting.filter((each) => !ready.includes(each));
    for (const { pair } of ready) this.#ordered.add(pair);
    this.#now += 1;
    return ready.map(({ pair }) => pair);
  }

  /** Asks each organisation's peer for what the history can have touched and that peer may know of its own. */
  async compareState(): Promise<void> {
    const hashes = ofCollections(['hash']);
    await Promise.all([
      this.#look('AMSP', everything()),
      this.#look('BMSP', [...hashes, ...privateValues()]),
      this.#look('CMSP', [...hashes, ...privateValues()]),
    ]);
  }

  async #endorse(planned: PlannedTransaction): Promise<Waiting[]> {
    const { chaincode, endorsers, delay, place, again } = planned;
    const steps = planned.steps.filter((step) => canBeAsked(endorsers, step) && canBeStored(endorsers, step));
    const { pair, difference } = await this.#ledgers.endorse(
      { ...this.#proposal(chaincode, steps), endorsers },
      this.#ids,
    );
    this.difference ??= difference;
    if (pair === undefined) return [];
    this.#ids.set(pair.real.transactionId, pair.own.transactionId);
    const due = this.#now + delay;
    if (again === undefined) return [{ due, place, pair }];
    return [
      { due, place, pair },
      { due: due + (again === 'same block' ? 0 : 1), place: 9 - place, pair },
    ];
  }

  async #look(peer: string, looks: readonly Step[]): Promise<void> {
    const both: Step[] = [...looks, { do: 'call', chaincode: 'two', stops: false, steps: looks }];
    const difference = await this.#ledgers.ask({ ...this.#proposal('one', both), peer }, this.#ids);
    this.difference ??= difference;
  }

  #proposal(chaincode: string, steps: readonly Step[]) {
    const args = [JSON.stringify(steps.map((step) => toStubStep(placeStep(this.#prefix, step))))];
    return { chaincode, transaction: 'steps:Try', args, timestamp: new Date() };
  }
}

const READ: ReadonlySet<string> = new Set(['getPrivate', 'hash', 'privatePolicy', 'scanPrivate']);

/**
 * A real peer hands values of another organisation's implicit collection to nobody, so its own peer must be among the
 * endorsers; otherwise every peer waits for them in vain before it commits.
 */
function canBeStored(endorsers: readonly string[], step: Step): boolean {
  if (step.do === 'call') return step.steps.every((each) => canBeStored(endorsers, each));
  if (!('collection' in step) || READ.has(step.do) || !step.collection.startsWith('_implicit')) return true;
  return COLLECTIONS[step.collection].members.every((mspId) => endorsers.includes(mspId));
}
