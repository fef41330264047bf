// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import { cp, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { answersOf, flipOptions, makeLedgers } from './flip-ledger.js';
import type { Answers } from './flip-ledger.js';
import { flipTargets } from './flip-targets.js';
import type { Target } from './flip-targets.js';
import { judgeFlip } from './judge-flip.js';
import type { Verdict } from './judge-flip.js';
import { randomNumbers } from './random-numbers.js';

const LEDGERS = ['closed', 'killed'] as const;
const STORES = ['blocks.dat', 'journal', 'index', 'state', 'private'];

export interface FlipFigures {
  readonly seed: number;
  flips: number;
  /** By store: how many flips ended how. */
  readonly stores: Record<string, Record<Verdict, number>>;
  /** What to repeat: ledger, file, byte, bit and what was answered. */
  readonly wrong: string[];
}

interface Flip {
  readonly ledger: (typeof LEDGERS)[number];
  readonly target: Target;
  readonly at: number;
  readonly bit: number;
}

/** Flips single bits in the files of a ledger, each in a fresh copy, and asks for everything; ends early once `isOver`. */
export async function strike(options: { count: number; seed: number; isOver: () => boolean }): Promise<FlipFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-flips-'));
  try {
    return await strikeIn(folder, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function strikeIn(
  folder: string,
  { count, seed, isOver }: { count: number; seed: number; isOver: () => boolean },
): Promise<FlipFigures> {
  const { answers, ids } = await makeLedgers(folder);
  const targets = { closed: await targetsOf(folder, 'closed'), killed: await targetsOf(folder, 'killed') };
  const random = randomNumbers(seed);
  const stores = STORES.map((store) => [store, { refused: 0, named: 0, repaired: 0, wrong: 0 }] as const);
  const figures: FlipFigures = { seed, flips: 0, stores: Object.fromEntries(stores), wrong: [] };
  while (figures.flips < count && !isOver()) {
    const flip = chooseFlip(targets, random);
    const found = await answersWith(folder, flip, ids);
    const verdict = judgeFlip(flip.target, flip.at, found, answers);
    const tally = figures.stores[flip.target.store];
    if (tally !== undefined) tally[verdict] += 1;
    if (verdict === 'wrong') figures.wrong.push(describeWrong(flip, found));
    figures.flips += 1;
    if (figures.flips % 500 === 0) process.stderr.write(`${String(figures.flips)} of ${String(count)} flips\n`);
  }
  return figures;
}

function targetsOf(folder: string, ledger: string): Promise<Target[]> {
  return flipTargets(join(folder, ledger));
}

/** Each store alike; within a store each byte alike. */
function chooseFlip(targets: Record<Flip['ledger'], readonly Target[]>, random: (below: number) => number): Flip {
  const ledger = LEDGERS[random(LEDGERS.length)] ?? 'closed';
  const store = STORES[random(STORES.length)];
  const files = targets[ledger].filter((target) => target.store === store);
  let at = random(files.reduce((sum, { size }) => sum + size, 0));
  for (const target of files) {
    if (at < target.size) return { ledger, target, at, bit: random(8) };
    at -= target.size;
  }
  throw new Error(`nothing to flip in ${String(store)}`);
}

/** What the network answers, or the error with which it does not open, in a copy with that bit the other way. */
async function answersWith(folder: string, flip: Flip, ids: readonly string[]): Promise<Answers | Error> {
  const directory = join(folder, 'struck');
  await cp(join(folder, flip.ledger), directory, { recursive: true });
  try {
    await flipBit(join(directory, flip.target.path), flip.at, flip.bit);
    const network = await EmbeddedNetwork.open(flipOptions(directory));
    try {
      return await answersOf(network, ids);
    } finally {
      await network.close();
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function flipBit(path: string, at: number, bit: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte.writeUInt8(byte.readUInt8(0) ^ (1 << bit));
    await file.write(byte, 0, 1, at);
  } finally {
    await file.close();
  }
}

function describeWrong({ ledger, target, at, bit }: Flip, found: Answers | Error): string {
  const answer = found instanceof Error ? `${found.name}: ${found.message}` : JSON.stringify(found).slice(0, 2000);
  return `${ledger}/${target.path} byte ${String(at)} bit ${String(bit)}: ${answer}`;
}
