// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { ReadModelDatabase } from '../readmodel/tables.js';

interface Place {
  readonly transactionId: string;
  readonly block: number;
}

/** Public documents that came without their stamp, kept until somebody stamps them. */
export class UnstampedDocuments {
  readonly #database: ReadModelDatabase;

  private constructor(database: ReadModelDatabase) {
    this.#database = database;
  }

  static async open(database: ReadModelDatabase): Promise<UnstampedDocuments> {
    await sql`CREATE TABLE unstamped (keyHash TEXT NOT NULL, valueHash TEXT NOT NULL, transactionId TEXT NOT NULL,
      block INTEGER NOT NULL, PRIMARY KEY (keyHash, valueHash)) WITHOUT ROWID`.execute(database);
    return new UnstampedDocuments(database);
  }

  async add(keyHash: string, valueHash: string, { transactionId, block }: Place): Promise<void> {
    await sql`INSERT OR IGNORE INTO unstamped VALUES (${keyHash}, ${valueHash}, ${transactionId}, ${block})`.execute(
      this.#database,
    );
  }

  async find(keyHash: string, valueHash: string): Promise<Place | undefined> {
    const { rows } = await sql<Place>`SELECT transactionId, block FROM unstamped
      WHERE keyHash = ${keyHash} AND valueHash = ${valueHash}`.execute(this.#database);
    return rows[0];
  }
}
