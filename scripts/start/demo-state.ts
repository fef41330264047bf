// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { Day } from '../../chaincode/domain/catalogue/texts.js';
import type { Home } from '../../gateway/home.js';

/** Which demo district this home holds. Its options never change; an interrupted creation goes on with them. */
export const DemoState = Type.Object({
  persons: Type.Integer({ minimum: 1 }),
  seed: Type.Integer({ minimum: 0 }),
  /** The day as of which the district was invented. */
  on: Day,
  complete: Type.Boolean(),
});
export type DemoState = Static<typeof DemoState>;

const fileOf = (home: Home) => join(home.folder, 'demo.json');

export async function readDemoState(home: Home): Promise<DemoState | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Value.Parse(DemoState, JSON.parse(text));
}

export async function writeDemoState(home: Home, state: DemoState): Promise<void> {
  await writeFile(`${fileOf(home)}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  await rename(`${fileOf(home)}.new`, fileOf(home));
}
