// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../tables.js';

/**
 * Running totals. `transactions` by validation code, `catalogue` by kind, `records` by department, `accesses`
 * by outcome, `conclusions` by department, `verdicts` by verdict, `applications` by the
 * department that filed, `moves` by their names, `disbelieved` by reason.
 */
const COUNTERS = [
  'transactions',
  'catalogue',
  'records',
  'accesses',
  'conclusions',
  'verdicts',
  'inquiries',
  'applications',
  'moves',
  'disbelieved',
] as const;
export type Counter = (typeof COUNTERS)[number];

export type Counts = Readonly<Record<Counter, Readonly<Record<string, number>>>>;

/** All totals by name and label; an absent label is 0. */
export async function readModelCounts(database: ReadModelDatabase): Promise<Counts> {
  const rows = await database.selectFrom('counters').selectAll().orderBy('name').orderBy('label').execute();
  const of = (name: Counter): Record<string, number> =>
    Object.fromEntries(rows.filter((row) => row.name === name).map(({ label, total }) => [label, total]));
  return Object.fromEntries(COUNTERS.map((name) => [name, of(name)])) as Record<Counter, Record<string, number>>;
}

/** Number of blocks whose effect the tables show: pages read from them are as of this height. */
export async function appliedHeight(database: ReadModelDatabase): Promise<bigint> {
  const row = await database.selectFrom('checkpoint').select('block').executeTakeFirst();
  return row === undefined ? 0n : BigInt(row.block) + 1n;
}
