// SPDX-License-Identifier: Apache-2.0
import { sql, type Transaction } from 'kysely';
import type { CallerRow, IdempotencyTables } from './tables.js';

export interface StoreLimits {
  /** How long a key is kept, in milliseconds. */
  readonly lifetime: number;
  /** How long a key is kept however many its caller has, in milliseconds: a burst does not lose its repeats. */
  readonly spared: number;
  /** Finished keys older than that which one caller may have; beyond it the oldest go. */
  readonly perCaller: number;
}

/** More than come between two sweeps, so that what a burst left goes by and by, and no sweep takes long. */
const MOST_AT_ONCE = 5_000;

/**
 * Removes what has expired, finished or not, and of these callers, where they have many old keys, the oldest finished
 * ones. Who has not come since the last sweep has no more keys than then, so that only those who came are looked at.
 */
export async function sweep(
  transaction: Transaction<IdempotencyTables>,
  { spared, perCaller }: StoreLimits,
  { now, callers }: { readonly now: number; readonly callers: Iterable<CallerRow> },
): Promise<void> {
  await transaction.deleteFrom('submissions').where('expiresAt', '<=', now).execute();
  const until = now - spared;
  for (const caller of callers) {
    const surplus = (await countOfFinished(transaction, caller, until)) - perCaller;
    if (surplus > 0) await dropOldest(transaction, caller, { until, most: Math.min(surplus, MOST_AT_ONCE) });
  }
}

/** By indexes that hold all that is asked: a row itself, which has the kept answer in it, takes ten times as long to read. */
async function countOfFinished(
  transaction: Transaction<IdempotencyTables>,
  { department, role, officer }: CallerRow,
  until: number,
): Promise<number> {
  const { rows } = await sql<{ readonly finished: number }>`SELECT
    (SELECT count(*) FROM submissions INDEXED BY submissionsByCaller
      WHERE department = ${department} AND role = ${role} AND officer = ${officer} AND createdAt <= ${until})
    - (SELECT count(*) FROM submissions INDEXED BY unfinishedSubmissions WHERE kept IS NULL
      AND department = ${department} AND role = ${role} AND officer = ${officer} AND createdAt <= ${until})
    AS finished`.execute(transaction);
  return rows[0]?.finished ?? 0;
}

async function dropOldest(
  transaction: Transaction<IdempotencyTables>,
  { department, role, officer }: CallerRow,
  { until, most }: { readonly until: number; readonly most: number },
): Promise<void> {
  await sql`DELETE FROM submissions WHERE submissionId IN (
    SELECT submissionId FROM submissions INDEXED BY submissionsByCaller
    WHERE department = ${department} AND role = ${role} AND officer = ${officer} AND createdAt <= ${until}
    AND kept IS NOT NULL ORDER BY createdAt LIMIT ${most})`.execute(transaction);
}
