// SPDX-License-Identifier: Apache-2.0
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoCases } from './cast/cases.js';

/**
 * Writes the demo's cases as requests that `onedoor verify --request` takes: `<item>.fits.json` and
 * `<item>.lacks-<material>.json`. They name persons, so they stand beside the exports and nowhere else.
 */
export async function writeCases(on: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { itemCode, request, lacks } of demoCases(on)) {
    const name = lacks === undefined ? 'fits' : `lacks-${lacks.missing}`;
    await writeFile(join(folder, `${itemCode}.${name}.json`), `${JSON.stringify(request, null, 2)}\n`, { mode: 0o600 });
  }
}
