// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';

const COMMITTED_WITHOUT =
  /Could not fetch \(or mark to reconcile later\) (\d+) eligible|Will commit block with missing/u;
const MARKED = /Successfully fetched \(or marked to reconcile later\) all (\d+) eligible/u;
const RECONCILED = /Reconciliation cycle finished successfully\. reconciled (\d+) private data keys/u;

/**
 * Private values that a peer committed without, less those that it fetched later. A peer counts them nowhere but in
 * its log, so this knows what the log still holds.
 */
export function missingValues(log: string): number {
  if (!existsSync(log)) return 0;
  let missing = 0;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    if (MARKED.test(line)) continue;
    const without = COMMITTED_WITHOUT.exec(line);
    if (without !== null) missing += Number(without[1] ?? 1);
    missing -= Number(RECONCILED.exec(line)?.[1] ?? 0);
  }
  return Math.max(0, missing);
}
