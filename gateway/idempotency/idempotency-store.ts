// SPDX-License-Identifier: Apache-2.0
import type { Selectable, Transaction } from 'kysely';
import { openSqlite } from '../sqlite/open-sqlite.js';
import { GroupedWrites } from './grouped-writes.js';
import { sweep, type StoreLimits } from './sweep.js';
import { createIdempotencyTables, type IdempotencyDatabase, type IdempotencyTables } from './tables.js';
import type { CallerRow, PreparationTable, SubmissionTable } from './tables.js';

export type SubmissionRow = Selectable<SubmissionTable>;
export type PreparationRow = Selectable<PreparationTable>;

export interface StoredSubmission {
  readonly row: SubmissionRow;
  /** In the order in which they were made. */
  readonly preparations: readonly PreparationRow[];
}

const HOUR = 60 * 60 * 1000;
const STORE_LIMITS: StoreLimits = { lifetime: 7 * 24 * HOUR, spared: HOUR, perCaller: 10_000 };
const NEW_BETWEEN_SWEEPS = 1_000;

/** Which transactions were made for which request: every write is durable before it resolves. */
export class IdempotencyStore {
  readonly #database: IdempotencyDatabase;
  readonly #writes: GroupedWrites;
  readonly #limits: StoreLimits;
  #untilSweep = 0;
  /** Who wrote since the last sweep, by department, role and officer. */
  readonly #callers = new Map<string, CallerRow>();

  private constructor(database: IdempotencyDatabase, limits: StoreLimits) {
    this.#database = database;
    this.#writes = new GroupedWrites(database);
    this.#limits = limits;
  }

  static async open(file: string, limits = STORE_LIMITS): Promise<IdempotencyStore> {
    const database = openSqlite<IdempotencyTables>(file, { synchronous: 'FULL' });
    try {
      await createIdempotencyTables(database);
      return new IdempotencyStore(database, limits);
    } catch (error) {
      await database.destroy();
      throw error;
    }
  }

  get lifetime(): number {
    return this.#limits.lifetime;
  }

  async byKey(caller: CallerRow, keyDigest: string, now: number): Promise<StoredSubmission | undefined> {
    const { department, role, officer } = caller;
    const row = await this.#database
      .selectFrom('submissions')
      .selectAll()
      .where('department', '=', department)
      .where('role', '=', role)
      .where('officer', '=', officer)
      .where('keyDigest', '=', keyDigest)
      .executeTakeFirst();
    return row === undefined || row.expiresAt <= now ? undefined : this.#whole(row);
  }

  async byId(submissionId: string, now: number): Promise<StoredSubmission | undefined> {
    const query = this.#database.selectFrom('submissions').selectAll().where('submissionId', '=', submissionId);
    const row = await query.executeTakeFirst();
    return row === undefined || row.expiresAt <= now ? undefined : this.#whole(row);
  }

  async unfinished(): Promise<StoredSubmission[]> {
    const rows = await this.#database.selectFrom('submissions').selectAll().where('kept', 'is', null).execute();
    return Promise.all(rows.map((row) => this.#whole(row)));
  }

  /** Writes the request, if it is new, and these of its transactions; states that are there are replaced. */
  save(row: SubmissionRow, preparations: readonly PreparationRow[]): Promise<void> {
    return this.#writes.add(async (transaction) => {
      await replaceExpired(transaction, row);
      await transaction
        .insertInto('submissions')
        .values(row)
        .onConflict((on) => on.column('submissionId').doUpdateSet({ kept: row.kept }))
        .execute();
      for (const preparation of preparations) {
        await transaction
          .insertInto('preparations')
          .values(preparation)
          .onConflict((on) => on.columns(['submissionId', 'ordinal']).doUpdateSet({ state: preparation.state }))
          .execute();
      }
      await this.#sweepNowAndThen(transaction, row);
    });
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    await this.#writes.idle();
    await this.#database.destroy();
  }

  async #whole(row: SubmissionRow): Promise<StoredSubmission> {
    const preparations = await this.#database
      .selectFrom('preparations')
      .selectAll()
      .where('submissionId', '=', row.submissionId)
      .orderBy('ordinal')
      .execute();
    return { row, preparations };
  }

  async #sweepNowAndThen(
    transaction: Transaction<IdempotencyTables>,
    { department, role, officer, createdAt: now }: SubmissionRow,
  ): Promise<void> {
    this.#callers.set(JSON.stringify([department, role, officer]), { department, role, officer });
    this.#untilSweep -= 1;
    if (this.#untilSweep > 0) return;
    this.#untilSweep = NEW_BETWEEN_SWEEPS;
    const callers = [...this.#callers.values()];
    this.#callers.clear();
    await sweep(transaction, this.#limits, { now, callers });
  }
}

/** A key whose time is over is free for another request. */
async function replaceExpired(transaction: Transaction<IdempotencyTables>, row: SubmissionRow): Promise<void> {
  if (row.keyDigest === null) return;
  await transaction
    .deleteFrom('submissions')
    .where('department', '=', row.department)
    .where('role', '=', row.role)
    .where('officer', '=', row.officer)
    .where('keyDigest', '=', row.keyDigest)
    .where('submissionId', '!=', row.submissionId)
    .execute();
}
