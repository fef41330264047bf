// SPDX-License-Identifier: Apache-2.0
import { sql, type Transaction } from 'kysely';
import type { Counter } from '../queries/counts.js';
import type { ReadModelTables } from '../tables.js';

/** Counts of one block, added to the running totals in one go. */
export class CounterTotals {
  readonly #totals = new Map<string, { name: string; label: string; total: number }>();

  count(name: Counter, label: string): void {
    const key = `${name}/${label}`;
    const known = this.#totals.get(key);
    if (known === undefined) this.#totals.set(key, { name, label, total: 1 });
    else known.total += 1;
  }

  async add(transaction: Transaction<ReadModelTables>): Promise<void> {
    for (const row of this.#totals.values()) {
      await transaction
        .insertInto('counters')
        .values(row)
        .onConflict((conflict) => conflict.doUpdateSet({ total: sql`total + excluded.total` }))
        .execute();
    }
  }
}
