// SPDX-License-Identifier: Apache-2.0
import type { Transaction } from 'kysely';
import type { IdempotencyDatabase, IdempotencyTables } from './tables.js';

type Write = (transaction: Transaction<IdempotencyTables>) => Promise<void>;
interface Waiting {
  readonly write: Write;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Many writes, few fsyncs: what is asked for while one transaction of the file is being written shares the next. */
export class GroupedWrites {
  readonly #database: IdempotencyDatabase;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(database: IdempotencyDatabase) {
    this.#database = database;
  }

  /** Resolves when the write is durable. */
  add(write: Write): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise(setImmediate); // whoever asks in the same turn comes along
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#database.transaction().execute(async (transaction) => {
          for (const { write } of group) await write(transaction);
        });
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = undefined;
  }
}
