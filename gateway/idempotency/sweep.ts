// SPDX-License-Identifier: Apache-2.0
import { sql, type Transaction } from 'kysely';
import type { IdempotencyTables } from './tables.js';

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

interface Crowd {
  readonly department: string;
  readonly role: string;
  readonly officer: string;
  readonly total: number;
}

/** Removes what has expired, finished or not, and of callers with many old keys the oldest finished ones. */
export async function sweep(
  transaction: Transaction<IdempotencyTables>,
  { lifetime, spared, perCaller }: StoreLimits,
  now: number,
): Promise<void> {
  await transaction.deleteFrom('submissions').where('expiresAt', '<=', now).execute();
  // By the index over expiry, so that young keys, of which there may be millions, are not even looked at.
  const old = now - spared + lifetime;
  const { rows: crowds } = await sql<Crowd>`SELECT department, role, officer, count(*) AS total
    FROM submissions INDEXED BY submissionsByExpiry WHERE expiresAt <= ${old} AND kept IS NOT NULL
    GROUP BY department, role, officer HAVING count(*) > ${perCaller}`.execute(transaction);
  for (const { department, role, officer, total } of crowds) {
    await sql`DELETE FROM submissions WHERE submissionId IN (
      SELECT submissionId FROM submissions INDEXED BY submissionsByExpiry WHERE expiresAt <= ${old} AND kept IS NOT NULL
      AND department = ${department} AND role = ${role} AND officer = ${officer}
      ORDER BY expiresAt LIMIT ${Math.min(total - perCaller, MOST_AT_ONCE)})`.execute(transaction);
  }
}
