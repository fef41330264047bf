// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { KnownSecrets } from './known-secrets.js';
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
/** About 5 MB. */
const MOST_KNOWN = 20_000;

/**
 * The secrets of subjects, made on first asking. Questions that arrive together share one transaction, durable
 * where it makes a secret: one that was used and then lost would orphan everything attested under it. The database
 * is used by nobody else.
 */
export class SubjectSecrets {
  readonly #database: Kysely<PseudonymTables>;
  readonly #sync: () => Promise<void>;
  readonly #known = new KnownSecrets(MOST_KNOWN);
  #waiting: Question[] = [];
  #running: Promise<void> | undefined;
  #failedSync: Error | undefined;

  /** @param sync makes what was committed before it durable. */
  constructor(database: Kysely<PseudonymTables>, sync: () => Promise<void>) {
    this.#database = database;
    this.#sync = sync;
  }

  /**
   * Secrets in the order of the lookups; the question is logged in the same transaction.
   * @throws {Error} and from then on always, once the disk failed to keep a secret: what was made then may be read here, but
   *   not after a power cut.
   */
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
    await setImmediate(); // what was asked in the same turn of the event loop comes along
    while (this.#waiting.length > 0) {
      const questions = this.#waiting;
      this.#waiting = [];
      await this.#answer(questions);
    }
    this.#running = undefined;
  }

  async #answer(questions: readonly Question[]): Promise<void> {
    try {
      if (this.#failedSync !== undefined) throw this.#failedSync;
      const secrets = await this.#answerAll(questions);
      for (const { lookups, resolve } of questions) resolve(lookups.map((lookup) => secretIn(secrets, lookup)));
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }

  async #answerAll(questions: readonly Question[]): Promise<Secrets> {
    const wanted = new Map<string, Buffer>();
    for (const { lookups } of questions) for (const lookup of lookups) wanted.set(lookup.toString('base64'), lookup);
    const secrets = await this.#find(wanted);
    const missing = [...wanted].filter(([key]) => !secrets.has(key)).map(([, lookup]) => lookup);
    await this.#database.transaction().execute(async (transaction) => {
      await makeSecrets(secrets, transaction, missing, questions[0]?.at ?? '');
      const rows = questions.map(({ asker, lookups, at }) => ({ ...asker, at, subjects: lookups.length }));
      for (const chunk of chunks(rows)) await transaction.insertInto('requests').values(chunk).execute();
    });
    // A new secret must outlast a power cut; a line of the log alone is not worth a wait for the disk.
    if (missing.length > 0) await this.#makeDurable();
    for (const [key, secret] of secrets) this.#known.add(key, secret);
    return secrets;
  }

  async #find(wanted: ReadonlyMap<string, Buffer>): Promise<Secrets> {
    const secrets: Secrets = new Map();
    const unknown: Buffer[] = [];
    for (const [key, lookup] of wanted) {
      const secret = this.#known.get(key);
      if (secret === undefined) unknown.push(lookup);
      else secrets.set(key, secret);
    }
    for (const chunk of chunks(unknown)) await readInto(secrets, this.#database, chunk);
    return secrets;
  }

  async #makeDurable(): Promise<void> {
    try {
      await this.#sync();
    } catch (cause) {
      this.#failedSync = new Error('the disk did not keep the secret of a subject', { cause });
      throw this.#failedSync;
    }
  }
}

type Secrets = Map<string, Uint8Array>;

function secretIn(secrets: Secrets, lookup: Buffer): Uint8Array {
  const secret = secrets.get(lookup.toString('base64'));
  if (secret === undefined) throw new Error('a secret was asked for and not made');
  return secret;
}

async function makeSecrets(
  secrets: Secrets,
  transaction: Transaction<PseudonymTables>,
  lookups: readonly Buffer[],
  createdAt: string,
): Promise<void> {
  for (const chunk of chunks(lookups)) {
    const rows = chunk.map((lookup) => ({ lookup, secret: randomBytes(32), createdAt }));
    await transaction.insertInto('subjects').values(rows).execute();
    for (const { lookup, secret } of rows) secrets.set(lookup.toString('base64'), secret);
  }
}

async function readInto(secrets: Secrets, database: Kysely<PseudonymTables>, lookups: Buffer[]): Promise<void> {
  const rows = await database
    .selectFrom('subjects')
    .select(['lookup', 'secret'])
    .where('lookup', 'in', lookups)
    .execute();
  for (const { lookup, secret } of rows) secrets.set(Buffer.from(lookup).toString('base64'), secret);
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));
}
