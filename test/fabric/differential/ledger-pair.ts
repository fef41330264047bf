// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { EndorseError } from '../../../network/embedded/index.js';
import type { ChaincodeDefinition, EndorsedTransaction, Identity, Proposal } from '../../../network/embedded/index.js';
import { readAnswers } from '../../network/model/stub-steps.js';
import type { ProbeChannel } from '../support/probe-channel.js';
import { blockDifferences } from './block-differences.js';
import { setsText } from './sets-text.js';
import { Twin } from './twin.js';

/** One transaction as both have endorsed it. */
export interface EndorsedPair {
  readonly real: EndorsedTransaction;
  readonly own: EndorsedTransaction;
}

/** Says where two answers differ, or nothing. */
export type Difference = string | undefined;

type Asked = Proposal & { readonly peer: string };

/** A real channel and the network beside it, asked and told the same. */
export class LedgerPair {
  readonly channel: ProbeChannel;
  readonly #twin: Twin;
  readonly #callers: { readonly real: Identity; readonly own: Identity };

  static async open(channel: ProbeChannel, chaincodes: readonly ChaincodeDefinition[]): Promise<LedgerPair> {
    const twin = await Twin.open(chaincodes);
    const callers = { real: await channel.enrol('AMSP', 'client'), own: await twin.network.enrol('AMSP', 'client') };
    await twin.follow(channel);
    return new LedgerPair(channel, twin, callers);
  }

  private constructor(channel: ProbeChannel, twin: Twin, callers: { readonly real: Identity; readonly own: Identity }) {
    this.channel = channel;
    this.#twin = twin;
    this.#callers = callers;
  }

  /**
   * Has both endorse a proposal with one nonce. `ids`: own ids by real ones, as they stand in histories.
   * @returns the pair unless both refuse it.
   */
  async endorse(
    proposal: Proposal,
    ids: ReadonlyMap<string, string>,
  ): Promise<{ readonly pair?: EndorsedPair; readonly difference?: string }> {
    const same = { ...proposal, nonce: randomBytes(24) };
    const [real, own] = await Promise.all([
      outcomeOf(this.channel.endorse(this.#callers.real, same)),
      outcomeOf(this.#twin.network.endorse(this.#callers.own, same)),
    ]);
    const difference = differing('answer', inOwnIds(real.text, ids), own.text);
    if (difference !== undefined) return { difference };
    if (real.value === undefined || own.value === undefined) return {};
    const pair = { real: real.value, own: own.value };
    this.#twin.stand(pair.real, pair.own);
    const sets = [setsText(pair.real.envelope), setsText(pair.own.envelope)] as const;
    const setsDiffer =
      differing('read-write set', sets[0].read, sets[1].read) ??
      differing('bytes of the read-write set', sets[0].bytes.join('\n'), sets[1].bytes.join('\n'));
    return setsDiffer === undefined ? { pair } : { pair, difference: setsDiffer };
  }

  /**
   * Orders on the channel, then the same blocks on the network beside it.
   * @returns what differs, by the real transaction's id.
   */
  async order(pairs: readonly EndorsedPair[]): Promise<ReadonlyMap<string, string>> {
    await this.channel.order(pairs.map(({ real }) => real));
    const blocks = await this.#twin.follow(this.channel);
    const ids = new Map(pairs.map(({ real, own }) => [real.transactionId, own.transactionId]));
    return new Map(blocks.flatMap(([real, own]) => blockDifferences(real, own, ids)));
  }

  /** What the two peers of an organisation answer differently. `ids` as above. */
  async ask(asked: Asked, ids: ReadonlyMap<string, string>): Promise<Difference> {
    const [real, own] = await Promise.all([
      textOf(this.channel.evaluate(this.#callers.real, asked)),
      textOf(this.#twin.network.evaluate(this.#callers.own, asked)),
    ]);
    return differing(`state at ${asked.peer}`, inOwnIds(real, ids), own);
  }

  async remove(): Promise<void> {
    await this.#twin.remove();
  }
}

/** What the steps answered, or the refusal; the transaction's own id is written `TXID`. */
async function outcomeOf(
  endorsed: Promise<EndorsedTransaction>,
): Promise<{ readonly text: string; readonly value?: EndorsedTransaction }> {
  try {
    const value = await endorsed;
    return { text: answersText(value.payload, value.transactionId), value };
  } catch (error) {
    return { text: refusalText(error) };
  }
}

async function textOf(answer: Promise<Uint8Array>): Promise<string> {
  try {
    // Each side evaluates under an id of its own, which stands in texts only.
    return answersText(await answer, 'none').replaceAll(/(?<=transaction ID: )[0-9a-f]{64}/g, 'TXID');
  } catch (error) {
    return refusalText(error);
  }
}

function inOwnIds(real: string, ids: ReadonlyMap<string, string>): string {
  return [...ids].reduce((text, [from, to]) => text.replaceAll(from, to), real);
}

/** With the answers of callees read. */
function answersText(payload: Uint8Array, transactionId: string): string {
  return JSON.stringify(readAnswers(payload, transactionId));
}

function refusalText(error: unknown): string {
  if (!(error instanceof EndorseError)) throw error;
  return `refused with ${error.status}: ${error.message.replaceAll(error.transactionId, 'TXID')}`;
}

export function differing(what: string, real: string, own: string): Difference {
  return real === own ? undefined : `${what}\n  on Fabric:   ${real}\n  on embedded: ${own}`;
}
