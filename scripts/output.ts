// SPDX-License-Identifier: Apache-2.0
import { inLanguage } from './language.js';
import type { Bilingual } from './language.js';

/** What was asked for goes to stdout. With `--json` that is one JSON document and nothing else. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Everything else goes to stderr. */
export function tell(text: Bilingual): void {
  process.stderr.write(`${inLanguage(text)}\n`);
}
