// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** Who serves a home folder. */
export const RunRecord = Type.Object({ pid: Type.Integer({ minimum: 1 }), url: Type.String() });
export type RunRecord = Static<typeof RunRecord>;

/** Written whole or not at all. */
export async function writeRunFile(path: string, record: RunRecord): Promise<void> {
  const draft = `${path}.${record.pid}`;
  await writeFile(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** The gateway that serves this home now; `undefined` if none does, a file left behind by a killed one included. */
export async function readRunFile(path: string): Promise<RunRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const record = parse(text);
  return record !== undefined && isAlive(record.pid) ? record : undefined;
}

export async function removeRunFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

function parse(text: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(RunRecord, value) ? value : undefined;
  } catch {
    return undefined; // half a file of another version is no file
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
