// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { EnrolmentFailed } from './enrolment-failed.js';
import { keepWhole } from './keep-whole.js';

const Secret = Type.Object({ id: Type.String({ minLength: 1 }), secret: Type.String({ minLength: 1 }) });
const Secrets = Type.Record(Type.String(), Secret);
/** One-time secrets of a department's identities that are not enrolled yet, by role. */
export type EnrolmentSecrets = Static<typeof Secrets>;

/** What may still be enrolled for a department; none where there is no file. @throws {EnrolmentFailed} NO_SECRET: unreadable */
export async function readSecrets(enrolments: string, department: string): Promise<EnrolmentSecrets> {
  try {
    return Value.Parse(Secrets, JSON.parse(await readFile(fileOf(enrolments, department), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new EnrolmentFailed('NO_SECRET', { node: `${department}.ca`, id: department }, { cause: error });
  }
}

/** Takes a secret out of the file: it is good for nothing any more. */
export async function takeOutSecret(enrolments: string, department: string, role: string): Promise<void> {
  const secrets = await readSecrets(enrolments, department);
  if (!Object.hasOwn(secrets, role)) return;
  const rest = Object.fromEntries(Object.entries(secrets).filter(([name]) => name !== role));
  await keepWhole(fileOf(enrolments, department), `${JSON.stringify(rest, null, 2)}\n`);
}

function fileOf(enrolments: string, department: string): string {
  return join(enrolments, `${department}.json`);
}
