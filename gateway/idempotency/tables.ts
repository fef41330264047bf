// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely';

/** One request that was to be submitted. No value, no identifier: caller, digests under our own key, states and ids. */
export interface SubmissionTable {
  submissionId: string;
  department: string;
  role: string;
  officer: string;
  operation: string;
  /** HMAC of the client's key, which may hold anything; `null`: the client gave none. */
  keyDigest: string | null;
  /** HMAC of method, address and body. */
  requestDigest: string;
  /** What a repeat is answered from, JSON; `null` while the request is unfinished. */
  kept: string | null;
  /** Milliseconds since 1970. */
  createdAt: number;
  expiresAt: number;
}

/** Whose request it is. */
export type CallerRow = Pick<SubmissionTable, 'department' | 'role' | 'officer'>;

/** A transaction made for a request, written down before it was ordered. */
export interface PreparationTable {
  submissionId: string;
  ordinal: number;
  transactionId: string;
  name: string;
  place: number;
  /** PREPARED, VALID, INVALID, UNKNOWN or ABSENT: what was last known. The ledger knows better. */
  state: string;
}

export interface IdempotencyTables {
  submissions: SubmissionTable;
  preparations: PreparationTable;
}
export type IdempotencyDatabase = Kysely<IdempotencyTables>;

const TABLES = [
  `CREATE TABLE IF NOT EXISTS submissions (submissionId TEXT PRIMARY KEY, department TEXT NOT NULL, role TEXT NOT NULL,
     officer TEXT NOT NULL, operation TEXT NOT NULL, keyDigest TEXT, requestDigest TEXT NOT NULL, kept TEXT,
     createdAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE UNIQUE INDEX IF NOT EXISTS submissionsByKey ON submissions (department, role, officer, keyDigest)`,
  `CREATE INDEX IF NOT EXISTS submissionsByExpiry ON submissions (expiresAt)`,
  `CREATE INDEX IF NOT EXISTS submissionsByCaller ON submissions (department, role, officer, createdAt)`,
  `CREATE INDEX IF NOT EXISTS unfinishedSubmissions ON submissions (submissionId) WHERE kept IS NULL`,
  `CREATE TABLE IF NOT EXISTS preparations (submissionId TEXT NOT NULL, ordinal INTEGER NOT NULL,
     transactionId TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL, state TEXT NOT NULL,
     PRIMARY KEY (submissionId, ordinal),
     FOREIGN KEY (submissionId) REFERENCES submissions (submissionId) ON DELETE CASCADE) WITHOUT ROWID`,
];

export async function createIdempotencyTables(database: IdempotencyDatabase): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(database);
}
