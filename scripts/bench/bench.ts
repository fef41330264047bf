// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../exit-codes.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { printJson, printResult } from '../output.js';
import { Bench } from './bench-run.js';
import { chosenExperiments } from './experiments/chosen.js';
import type { Row } from './experiments/experiment.js';
import { EXPERIMENT_NAMES, FABRIC_EXPERIMENT_NAMES, type RowName } from './experiments/names.js';
import { voidRow } from './experiments/rows.js';
import { measureNetworks } from './fabric/measure-networks.js';
import { readOptions, type BenchOptions } from './options.js';
import { describeMachine, inWords } from './report/machine.js';
import { markdown } from './report/markdown.js';
import { table } from './report/table.js';

/**
 * `npm run bench`. Answers the exit code: 0 if every goal that was measured is met, 1 if one was missed or is void, 2 for a
 * wrong command line, 130 if it was interrupted; then nothing is printed and nothing stays behind.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  const stop = stopOnSignal();
  const machine = describeMachine();
  const began = performance.now();
  try {
    const rows = await measure(options, stop.signal);
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stderr.write(`the bench took ${seconds} s\n`);
    if (options.json) printJson({ machine, seconds, rows });
    else printResult(`${inWords(machine)}\n\n${(options.markdown ? markdown : table)(rows)}`);
    return rows.some(({ verdict }) => verdict === 'missed' || verdict === 'void') ? EXIT.FAILED_CHECK : EXIT.OK;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.INTERRUPTED;
    throw error;
  }
}

async function measure(options: BenchOptions, signal: AbortSignal): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-bench-'));
  const bench = new Bench(options, signal, folder, (line) => process.stderr.write(`${line}\n`));
  let rows: Row[];
  try {
    rows = await orStopped(options.ledger === 'fabric' ? measureNetworks(bench) : runAll(bench), signal);
  } finally {
    await bench.cleanup.run();
    await rm(folder, { recursive: true, force: true });
  }
  const names: readonly RowName[] = options.ledger === 'fabric' ? FABRIC_EXPERIMENT_NAMES : EXPERIMENT_NAMES;
  const order = (name: RowName) => names.indexOf(name);
  const asked = options.only ?? names;
  return rows.filter(({ name }) => asked.includes(name)).sort((a, b) => order(a.name) - order(b.name));
}

/** What goes wrong in one run voids its rows and none of the others. */
async function runAll(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const experiment of chosenExperiments(bench.options)) {
    bench.signal.throwIfAborted();
    try {
      rows.push(...(await experiment.run(bench)));
    } catch (error) {
      bench.signal.throwIfAborted();
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      rows.push(...experiment.names.map((name) => voidRow(name, 'the run ended with an error', why)));
    }
  }
  return rows;
}

/** Waits for the work no longer once it is to stop: what it still waits for is then taken away from it. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('stopped'));
    });
    work.then(resolve, reject);
  });
}
