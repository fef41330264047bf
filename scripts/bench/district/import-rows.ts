// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../../exit-codes.js';
import type { Bench } from '../bench-run.js';
import { ATTESTED_TYPE } from '../load/bodies.js';
import { Child } from '../processes/child.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import { writeRows } from './write-rows.js';

/** What an import took. */
export interface Imported {
  readonly rows: number;
  readonly seconds: number;
  /** Largest resident sets, in bytes. */
  readonly importerPeak: number;
  readonly gatewayPeak: number;
  /** CPU time of the gateway, in microseconds. */
  readonly gatewayCpuMicros: number;
  /** An earlier run was interrupted: rows that were there already were only compared. */
  readonly continued: boolean;
}

const TOLD_EVERY_MS = 30_000;

/**
 * Imports so many generated rows through `onedoor import`, once: a folder that is kept knows what became of it, and an
 * import that was interrupted goes on.
 */
export async function importRows(
  bench: Bench,
  gateway: GatewayProcess,
  folder: string,
  rows: number,
): Promise<Imported> {
  const told = join(folder, `imported-${rows}.json`);
  if (existsSync(told)) return JSON.parse(await readFile(told, 'utf8')) as Imported;
  const begun = join(folder, `import-${rows}-begun`);
  const continued = existsSync(begun);
  await writeFile(begun, '');
  const file = join(folder, `rows-${rows}.csv`);
  if (!existsSync(file)) await writeRows(file, rows);
  const imported = { rows, continued, ...(await runImport(bench, gateway, folder, file)) };
  await writeFile(told, JSON.stringify(imported));
  return imported;
}

async function runImport(bench: Bench, gateway: GatewayProcess, folder: string, file: string) {
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, await gateway.token('data-bureau', 'attester'), { mode: 0o600 });
  const importer = await Child.start(bench.cleanup, 'importer-child.js');
  const told = setInterval(() => void tellProgress(bench, gateway), TOLD_EVERY_MS);
  const before = await gateway.usage();
  const began = performance.now();
  try {
    const args = ['--department', 'data-bureau', '--record-type', ATTESTED_TYPE, '--file', file];
    const command = ['import', ...args, '--url', gateway.url, '--token-file', tokenFile];
    const { exitCode, peak } = await importer.call<{ exitCode: number; peak: number }>('run', command);
    if (exitCode !== EXIT.OK) throw new Error(`onedoor import ended with ${exitCode}`);
    const seconds = (performance.now() - began) / 1000;
    const after = await gateway.usage();
    const gatewayCpuMicros = after.cpuMicros - before.cpuMicros;
    return { seconds, importerPeak: peak, gatewayPeak: after.peak, gatewayCpuMicros };
  } finally {
    clearInterval(told);
    await importer.end();
  }
}

async function tellProgress(bench: Bench, gateway: GatewayProcess): Promise<void> {
  const { height, rss } = await gateway.usage().catch(() => ({ height: 0, rss: 0 }));
  bench.tell(`importing: ${height} blocks, gateway ${Math.round(rss / 1024 / 1024)} MiB`);
}
