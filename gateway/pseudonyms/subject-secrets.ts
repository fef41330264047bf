// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Asker } from './pseudonym-service.js';
import type { PseudonymTables } from './tables.js';

interface Question {
  readonly asker: Asker;
  readonly lookups: readonly Buffer[];
  readonly at: string;
  readonly resolve: (secrets: Uint8Array[]) => void;
  readonly reject: (error: unknown) => void;
}

/** SQLite's cap of bound parameters is far above. */
const CHUNK = 500;

/**
 * The secrets of subjects, made on first asking. Questions that arrive together share one transaction, durable
 * where it makes a secret: one that was used and then lost would orphan everything attested under it. The database
 * is used by nobody else.
 */
export class SubjectSecrets {
  readonly #database: Kysely<PseudonymTables>;
  #waiting: Question[] = [];
  #running: Promise<void> | undefined;

  constructor(database: Kysely<PseudonymTables>) {
    this.#database = database;
  }

  /** Secrets in the order of the lookups; the question is logged in the same transaction. */
  secretsOf(asker: Asker, lookups: readonly Buffer[], at: string): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asker, lookups, at, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // what was asked in the same turn comes along
    while (this.#waiting.length > 0) {
      const questions = this.#waiting;
      this.#waiting = [];
      await this.#answer(questions);
    }
    this.#running = undefined;
  }

  async #answer(questions: readonly Question[]): Promise<void> {
    try {
      const known = await answerAll(this.#database, questions);
      for (const { lookups, resolve } of questions) resolve(lookups.map((lookup) => secretIn(known, lookup)));
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }
}

type Known = Map<string, Uint8Array>;

function secretIn(known: Known, lookup: Buffer): Uint8Array {
  const secret = known.get(lookup.toString('base64'));
  if (secret === undefined) throw new Error('a secret was asked for and not made');
  return secret;
}

async function answerAll(database: Kysely<PseudonymTables>, questions: readonly Question[]): Promise<Known> {
  const wanted = new Map<string, Buffer>();
  for (const { lookups } of questions) for (const lookup of lookups) wanted.set(lookup.toString('base64'), lookup);
  const known: Known = new Map();
  for (const chunk of chunks([...wanted.values()])) await readInto(known, database, chunk);
  const missing = [...wanted].filter(([key]) => !known.has(key)).map(([, lookup]) => lookup);
  // A new secret must outlast a power cut; a line of the log alone is not worth an fsync before every answer.
  await sql`pragma synchronous = ${sql.raw(missing.length > 0 ? 'full' : 'normal')}`.execute(database);
  await database.transaction().execute(async (transaction) => {
    await makeSecrets(known, transaction, missing, questions[0]?.at ?? '');
    const rows = questions.map(({ asker, lookups, at }) => ({ ...asker, at, subjects: lookups.length }));
    for (const chunk of chunks(rows)) await transaction.insertInto('requests').values(chunk).execute();
  });
  return known;
}

async function makeSecrets(
  known: Known,
  transaction: Transaction<PseudonymTables>,
  lookups: readonly Buffer[],
  createdAt: string,
): Promise<void> {
  for (const chunk of chunks(lookups)) {
    const rows = chunk.map((lookup) => ({ lookup, secret: randomBytes(32), createdAt }));
    await transaction.insertInto('subjects').values(rows).execute();
    for (const { lookup, secret } of rows) known.set(lookup.toString('base64'), secret);
  }
}

async function readInto(known: Known, database: Kysely<PseudonymTables>, lookups: Buffer[]): Promise<void> {
  const rows = await database
    .selectFrom('subjects')
    .select(['lookup', 'secret'])
    .where('lookup', 'in', lookups)
    .execute();
  for (const { lookup, secret } of rows) known.set(Buffer.from(lookup).toString('base64'), secret);
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));
}
