// SPDX-License-Identifier: Apache-2.0
import { EndorseError } from '../../../network/embedded/index.js';
import type {
  DecodedBlock,
  EndorsedTransaction,
  Identity,
  Orderable,
  Outcome,
  Proposal,
  Submitted,
} from '../../../network/embedded/index.js';
import type { PlayedNetwork } from '../../network/conformance/support/steps-network.js';
import type { ProbeChannel } from './probe-channel.js';

/** Gives chaincodes names that nobody has used: by the names of the tests. */
type DefineAnew = () => Promise<ReadonlyMap<string, string>>;

/** A busy machine took longer between two transactions than the orderer waits for a further one. The test may be played again. */
export class CutApart extends Error {
  override readonly name = 'CutApart';

  constructor() {
    super('the orderer put into two blocks what was to share one');
  }
}

/**
 * A real channel for tests that speak of chaincodes by names of their own: each run of a suite has chaincodes, and with
 * them keys, that no other run knows. Names are changed on the way in and back on the way out.
 */
export class RenamedChannel implements PlayedNetwork {
  readonly #channel: ProbeChannel;
  readonly #startAgain: DefineAnew;
  /** Real names by the names of the tests. */
  #names: ReadonlyMap<string, string>;

  static async open(channel: ProbeChannel, defineAnew: DefineAnew, onCutApart: () => void): Promise<RenamedChannel> {
    return new RenamedChannel(
      channel,
      async () => {
        onCutApart();
        return defineAnew();
      },
      await defineAnew(),
    );
  }

  private constructor(channel: ProbeChannel, startAgain: DefineAnew, names: ReadonlyMap<string, string>) {
    this.#channel = channel;
    this.#startAgain = startAgain;
    this.#names = names;
  }

  get height(): bigint {
    return this.#channel.height;
  }

  enrol(mspId: string, name: string, attributes?: Readonly<Record<string, string>>): Promise<Identity> {
    return this.#channel.enrol(mspId, name, attributes);
  }

  async endorse(caller: Identity, proposal: Proposal): Promise<EndorsedTransaction> {
    const endorsed = await this.#told(untilPeersAreKnown(() => this.#channel.endorse(caller, this.#real(proposal))));
    return { ...endorsed, payload: this.#bytes(endorsed.payload) };
  }

  order(transaction: Orderable | Uint8Array): Promise<Outcome>;
  order(transactions: readonly (Orderable | Uint8Array)[]): Promise<readonly Outcome[]>;
  /** @throws {CutApart} the orderer put into two blocks what was to share one; chaincodes and state are new ones from then on. */
  async order(
    input: Orderable | Uint8Array | readonly (Orderable | Uint8Array)[],
  ): Promise<Outcome | readonly Outcome[]> {
    if (!isMany(input)) return this.#channel.order(input);
    const outcomes = await this.#channel.order(input);
    if (new Set(outcomes.map(({ blockNumber }) => blockNumber)).size === 1) return outcomes;
    this.#names = await this.#startAgain();
    throw new CutApart();
  }

  async submit(caller: Identity, proposal: Proposal): Promise<Submitted> {
    const submitted = await this.#told(this.#channel.submit(caller, this.#real(proposal)));
    return { ...submitted, payload: this.#bytes(submitted.payload) };
  }

  async evaluate(caller: Identity, proposal: Proposal & { readonly peer?: string }): Promise<Uint8Array> {
    return this.#bytes(await this.#told(this.#channel.evaluate(caller, this.#real(proposal))));
  }

  async block(number: bigint): Promise<DecodedBlock> {
    const block = await this.#channel.block(number);
    return {
      ...block,
      transactions: block.transactions.map((transaction) => ({
        ...transaction,
        chaincode: this.ownName(transaction.chaincode),
        args: transaction.args.map((arg) => this.#bytes(arg)),
        response: { ...transaction.response, payload: this.#bytes(transaction.response.payload) },
        writes: transaction.writes.map((write) => ({ ...write, namespace: this.ownName(write.namespace) })),
        hashedWrites: transaction.hashedWrites.map((write) => ({ ...write, namespace: this.ownName(write.namespace) })),
      })),
    };
  }

  transaction(transactionId: string): ReturnType<PlayedNetwork['transaction']> {
    return this.#channel.transaction(transactionId);
  }

  /** The tests' name of a chaincode of theirs, or the name itself. */
  ownName(real: string): string {
    return [...this.#names].find(([, each]) => each === real)?.[0] ?? real;
  }

  #real<P extends Proposal>(proposal: P): P {
    const { chaincode, args } = proposal;
    const own = args?.map((arg) => (typeof arg === 'string' ? this.#calls(arg) : arg));
    return { ...proposal, chaincode: this.#names.get(chaincode) ?? chaincode, ...(own && { args: own }) };
  }

  /** Names of callees stand first in the arguments of a step. */
  #calls(steps: string): string {
    const changed = [...this.#names].map(([name, real]) => [JSON.stringify(name), JSON.stringify(real)] as const);
    return changed.reduce(
      (text, [name, real]) => text.replaceAll(`"invokeChaincode",${name}`, `"invokeChaincode",${real}`),
      steps,
    );
  }

  #text(text: string): string {
    return [...this.#names].reduce((told, [name, real]) => told.replaceAll(real, name), text);
  }

  #bytes(bytes: Uint8Array): Uint8Array {
    return Buffer.from(this.#text(Buffer.from(bytes).toString()));
  }

  async #told<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof EndorseError)) throw error;
      const { transactionId, status } = error;
      throw new EndorseError(this.#text(error.message), { transactionId, status });
    }
  }
}

function isMany<T>(input: T | readonly T[]): input is readonly T[] {
  return Array.isArray(input);
}

const KNOWN_MS = 20_000;
const PAUSE_MS = 250;

/** On a busy machine gossip may lose sight of a peer for some seconds; then nothing was simulated. */
async function untilPeersAreKnown<T>(endorse: () => Promise<T>): Promise<T> {
  const until = Date.now() + KNOWN_MS;
  for (;;) {
    try {
      return await endorse();
    } catch (error) {
      const isUnknown = error instanceof Error && error.message.includes('failed to find any endorsing peers');
      if (!isUnknown || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
