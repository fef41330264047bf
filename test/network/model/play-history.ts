// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { EmbeddedNetwork, EndorsedTransaction, Identity } from '../../../network/embedded/index.js';
import type { Chaincode, PlannedHistory, PlannedTransaction, Step } from './history.js';
import { everything, opening, privateValues } from './looks.js';
import { placeStep } from './place-steps.js';
import { canBeAsked, ReferenceModel } from './reference-model.js';
import type { ModelTransaction } from './reference-model.js';
import { readAnswers, toStubStep } from './stub-steps.js';

/** How many transactions ended with which code. */
export type Tally = Map<string, number>;

interface Waiting {
  readonly due: number;
  readonly place: number;
  readonly endorsed: EndorsedTransaction;
  readonly known: ModelTransaction;
}

/** Plays one history on the network and on the model. @throws where they differ in an answer, a code, an event or at the end. */
export async function playHistory(
  network: EmbeddedNetwork,
  history: PlannedHistory,
  prefix: string,
  tally: Tally = new Map(),
): Promise<void> {
  const play = new Play(network, await network.enrol('AMSP', 'client'), prefix, tally);
  const blocks = [[opening(history.filled)], ...history.blocks];
  for (const block of blocks) await play.block(block);
  while (play.isWaiting) await play.block([]);
  await play.compareState();
}

class Play {
  readonly #network: EmbeddedNetwork;
  readonly #caller: Identity;
  readonly #prefix: string;
  readonly #tally: Tally;
  readonly #model = new ReferenceModel();
  readonly #at = new Date();
  #waiting: Waiting[] = [];
  #now = 0;

  constructor(network: EmbeddedNetwork, caller: Identity, prefix: string, tally: Tally) {
    this.#network = network;
    this.#caller = caller;
    this.#prefix = prefix;
    this.#tally = tally;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Endorses what the block plans, then orders what is due. */
  async block(planned: readonly PlannedTransaction[]): Promise<void> {
    for (const each of planned) await this.#endorse(each);
    const due = this.#waiting.filter((each) => each.due <= this.#now).sort((a, b) => a.place - b.place);
    this.#waiting = this.#waiting.filter((each) => each.due > this.#now);
    this.#now += 1;
    if (due.length > 0) await this.#order(due);
  }

  async #endorse({ chaincode, endorsers, steps, delay, place, again }: PlannedTransaction): Promise<void> {
    const possible = steps.filter((step) => canBeAsked(endorsers, step)).map((step) => placeStep(this.#prefix, step));
    const proposal = { ...this.#proposal(chaincode, possible), endorsers };
    const endorsed = await this.#network.endorse(this.#caller, proposal);
    const { answers, sets } = this.#model.simulate(chaincode, possible);
    expect(readAnswers(endorsed.payload, endorsed.transactionId), 'answers').to.deep.equal(answers);
    const known = { txId: endorsed.transactionId, timestamp: timestampOf(this.#at), chaincode, endorsers, sets };
    const due = this.#now + delay;
    this.#waiting.push({ due, place, endorsed, known });
    if (again !== undefined) {
      const next = again === 'same block' ? 0 : 1;
      this.#waiting.push({ due: due + next, place: 9 - place, endorsed, known });
    }
  }

  async #order(due: readonly Waiting[]): Promise<void> {
    const outcomes = await this.#network.order(due.map(({ endorsed }) => endorsed));
    const codes = outcomes.map(({ validationCode }) => validationCode);
    expect(codes, 'codes').to.deep.equal(this.#model.order(due.map(({ known }) => known)));
    for (const code of codes) this.#tally.set(code, (this.#tally.get(code) ?? 0) + 1);
    const block = await this.#network.block(outcomes[0]?.blockNumber ?? 0n);
    // Other histories may share the block.
    const own = new Set(due.map(({ known }) => known.txId));
    const ours = block.transactions.filter(({ transactionId }) => own.has(transactionId));
    const seen = ours.map(({ transactionId, validationCode, event }) => [
      transactionId,
      validationCode,
      event?.name,
      event && Buffer.from(event.payload).toString(),
    ]);
    const expected = due.map(({ known }, index) => [known.txId, codes[index], known.sets.event, known.sets.event]);
    expect(seen, 'the block').to.deep.equal(expected);
  }

  /** Asks for all that the history can have touched: one peer for everything, another for what it holds of collections. */
  async compareState(): Promise<void> {
    await this.#look('AMSP', everything());
    await this.#look('BMSP', privateValues());
  }

  async #look(peer: string, looks: readonly Step[]): Promise<void> {
    const steps = looks.filter((step) => canBeAsked([peer], step)).map((step) => placeStep(this.#prefix, step));
    const both: Step[] = [...steps, { do: 'call', chaincode: 'two', stops: true, steps }];
    const payload = await this.#network.evaluate(this.#caller, { ...this.#proposal('one', both), peer });
    const { answers } = this.#model.simulate('one', both);
    expect(readAnswers(payload, 'no id'), `state at ${peer}`).to.deep.equal(answers);
  }

  #proposal(chaincode: Chaincode, steps: readonly Step[]) {
    const args = [JSON.stringify(steps.map(toStubStep))];
    return { chaincode, transaction: 'steps:Try', args, timestamp: this.#at };
  }
}

function timestampOf(at: Date): { seconds: number; nanos: number } {
  return { seconds: Math.floor(at.getTime() / 1000), nanos: (at.getTime() % 1000) * 1_000_000 };
}
