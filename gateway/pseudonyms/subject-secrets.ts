// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { directSql, type DirectSql } from '../sqlite/direct-sql.js';
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

/** About 5 MB. */
const MOST_KNOWN = 20_000;
const SECRET_BYTES = 32;

const MAKE = 'INSERT INTO subjects (lookup, secret, "createdAt") VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
const READ = 'SELECT secret FROM subjects WHERE lookup = ?';
const LOG = 'INSERT INTO requests (department, role, purpose, at, subjects) VALUES (?, ?, ?, ?, ?)';

/**
 * The secrets of subjects, made on first asking. Questions that arrive together share one transaction, durable
 * where it makes a secret: one that was used and then lost would orphan everything attested under it. The database
 * is used by nobody else.
 */
export class SubjectSecrets {
  readonly #sql: DirectSql;
  readonly #sync: () => Promise<void>;
  readonly #known = new KnownSecrets(MOST_KNOWN);
  #waiting: Question[] = [];
  #running: Promise<void> | undefined;
  #failedSync: Error | undefined;

  /** @param sync makes what was committed before it durable. */
  constructor(database: Kysely<PseudonymTables>, sync: () => Promise<void>) {
    this.#sql = directSql(database);
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
    const { known, unknown } = this.#recall(questions);
    const { secrets, hasNew } = this.#sql.inTransaction(() => {
      for (const { asker, at, lookups } of questions) {
        this.#sql.run(LOG, [asker.department, asker.role, asker.purpose, at, lookups.length]);
      }
      return findOrMake(this.#sql, unknown, questions[0]?.at ?? '');
    });
    // A new secret must outlast a power cut; a line of the log alone is not worth a wait for the disk.
    if (hasNew) await this.#makeDurable();
    for (const [key, secret] of secrets) {
      this.#known.add(key, secret);
      known.set(key, secret);
    }
    return known;
  }

  #recall(questions: readonly Question[]): { known: Secrets; unknown: ReadonlyMap<string, Buffer> } {
    const known: Secrets = new Map();
    const unknown = new Map<string, Buffer>();
    for (const lookup of questions.flatMap(({ lookups }) => lookups)) {
      const key = keyOf(lookup);
      const secret = this.#known.get(key);
      if (secret === undefined) unknown.set(key, lookup);
      else known.set(key, secret);
    }
    return { known, unknown };
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

/** Bytes as text of as many characters: what is cheapest to look up by. */
function keyOf(lookup: Buffer): string {
  return lookup.toString('latin1');
}

function secretIn(secrets: Secrets, lookup: Buffer): Uint8Array {
  const secret = secrets.get(keyOf(lookup));
  if (secret === undefined) throw new Error('a secret was asked for and not made');
  return secret;
}

/** Who is not remembered is new more often than not, so each is made first and read where that made nothing. */
function findOrMake(
  sql: DirectSql,
  unknown: ReadonlyMap<string, Buffer>,
  createdAt: string,
): { readonly secrets: Secrets; readonly hasNew: boolean } {
  const secrets: Secrets = new Map();
  const drawn = randomBytes(SECRET_BYTES * unknown.size);
  let hasNew = false;
  for (const [key, lookup] of unknown) {
    const from = SECRET_BYTES * secrets.size;
    const fresh = new Uint8Array(drawn.subarray(from, from + SECRET_BYTES)); // a copy: what was drawn together goes
    const isNew = sql.run(MAKE, [lookup, fresh, createdAt]) > 0;
    const kept = isNew ? fresh : sql.get(READ, [lookup])?.['secret'];
    if (!(kept instanceof Uint8Array)) throw new Error('a subject has no secret');
    secrets.set(key, kept);
    hasNew ||= isNew;
  }
  return { secrets, hasNew };
}
