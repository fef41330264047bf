// SPDX-License-Identifier: Apache-2.0
import type { Counter } from '../queries/counts.js';
import type { TableRows } from './table-rows.js';

/** Counts of one block, added to the running totals in one go. */
export class CounterTotals {
  readonly #totals = new Map<string, { name: string; label: string; total: number }>();

  count(name: Counter, label: string): void {
    const key = `${name}/${label}`;
    const known = this.#totals.get(key);
    if (known === undefined) this.#totals.set(key, { name, label, total: 1 });
    else known.total += 1;
  }

  add(rows: TableRows): void {
    for (const { name, label, total } of this.#totals.values()) {
      rows.run(
        `INSERT INTO counters (name, label, total) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET total = total + excluded.total`,
        [name, label, total],
      );
    }
  }
}
