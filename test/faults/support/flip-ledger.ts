// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type { Identity, NetworkOptions, Proposal } from '../../../network/embedded/index.js';
import { copyAtRest } from './copy-at-rest.js';
import { FlipContract } from './flip-contract.js';

/** All that a ledger answers. */
export interface Answers {
  /** Digest of each block, or the words with which it was refused. */
  readonly blocks: readonly string[];
  /** State, private values and history, or the words with which they were refused. */
  readonly everything: string;
  /** Block and code of each transaction, by id. */
  readonly transactions: string;
}

export function flipOptions(directory: string): NetworkOptions {
  const chaincodes = [{ name: 'flips', contracts: [FlipContract], endorsementPolicy: "OR('AMSP.peer')" }];
  return { directory, channel: 'flips', organisations: [{ mspId: 'AMSP' }], chaincodes };
}

/**
 * Makes two copies of one small ledger: `closed`, after a clean stop, and `killed`, as a kill leaves it, with its newest
 * blocks in the journal. Answers with what both must answer, and the ids of all transactions.
 */
export async function makeLedgers(folder: string): Promise<{ answers: Answers; ids: readonly string[] }> {
  const directory = join(folder, 'made');
  const ids: string[] = [];
  // Opening again turns the logs of LevelDB into tables.
  for (const round of [0, 1]) {
    const network = await EmbeddedNetwork.open(flipOptions(directory));
    ids.push(...(await writeRound(network, round)));
    if (round === 1) {
      await copyAtRest(directory, join(folder, 'killed'));
      await rm(join(folder, 'killed', 'lock'));
    }
    await network.close();
  }
  await cp(directory, join(folder, 'closed'), { recursive: true });
  const network = await EmbeddedNetwork.open(flipOptions(directory));
  const answers = await answersOf(network, ids);
  await network.close();
  await rm(directory, { recursive: true });
  return { answers, ids };
}

/** Asks a ledger for everything; what is refused is in the answers. */
export async function answersOf(network: EmbeddedNetwork, ids: readonly string[]): Promise<Answers> {
  const blocks: string[] = [];
  for (let number = 0n; number < network.height; number += 1n) {
    blocks.push(await orRefusal(async () => digest((await network.block(number)).bytes)));
  }
  const everything = await orRefusal(async () => {
    const answer = await network.evaluate(await callerOf(network), { chaincode: 'flips', transaction: 'Everything' });
    return Buffer.from(answer).toString();
  });
  const transactions = await orRefusal(async () => {
    const places = [];
    for (const id of ids) places.push(await network.transaction(id));
    return places.map((place) => `${String(place?.blockNumber)} ${String(place?.validationCode)}`).join('\n');
  });
  return { blocks, everything, transactions };
}

async function writeRound(network: EmbeddedNetwork, round: number): Promise<string[]> {
  const caller = await callerOf(network);
  const ids: string[] = [];
  const submit = async (proposal: Omit<Proposal, 'chaincode'>): Promise<void> => {
    ids.push((await network.submit(caller, { chaincode: 'flips', ...proposal })).transactionId);
  };
  // So large that the first blocks are not verified when the network opens, but when they are read.
  for (let at = 0; at < 8; at += 1) {
    await submit({ transaction: 'Put', args: ['large', `${round}${at}`.repeat(20_000)] });
  }
  for (let at = 0; at < 12; at += 1) {
    await submit({ transaction: 'Put', args: [`key ${at}`, `value ${round} ${'of words '.repeat(at * 8)}`] });
    await submit({
      transaction: 'PutPrivate',
      args: [`key ${at}`],
      transient: { value: Buffer.from(`private ${at}`) },
    });
  }
  await submit({ transaction: 'PurgePrivate', args: [`key ${round}`] });
  await submit({ transaction: 'PutPrivate', args: ['last'], transient: { value: Buffer.alloc(300, 'x') } });
  const stale = { chaincode: 'flips', transaction: 'Put', args: ['key 1', 'stale'] };
  const pair = [await network.endorse(caller, stale), await network.endorse(caller, stale)];
  ids.push(...(await network.order(pair)).map(({ transactionId }) => transactionId));
  return ids;
}

function callerOf(network: EmbeddedNetwork): Promise<Identity> {
  return network.enrol('AMSP', 'client');
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Refusals begin with `refused: `. */
async function orRefusal(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    return `refused: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`;
  }
}
