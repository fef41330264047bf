// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction that carries something of a request, endorsed and not yet ordered. */
export interface PreparedTransaction {
  readonly transactionId: string;
  readonly name: string;
  /** Place of the request's element among those that share the transaction; 0 where nobody shares it. */
  readonly place: number;
}

/** What became of a prepared transaction. `UNKNOWN`: it was handed over, and no answer came. */
export type PreparedOutcome = 'VALID' | 'INVALID' | 'UNKNOWN';

/** Who keeps which transactions were made for one request. */
export interface SubmissionWatch {
  /** Told before the transaction is ordered, which waits for it: if this throws, nothing is ordered. */
  prepared(transaction: PreparedTransaction): Promise<void>;
  settled(transactionId: string, outcome: PreparedOutcome): void;
}

const watches = new AsyncLocalStorage<SubmissionWatch | undefined>();

/** Runs with this watch over every submit that comes of it, whatever lies between; `undefined`: with none. */
export function watching<T>(watch: SubmissionWatch | undefined, run: () => T): T {
  return watches.run(watch, run);
}

/** The watch of the request at hand. Who keeps work for later takes it along, since later is another context. */
export function currentWatch(): SubmissionWatch | undefined {
  return watches.getStore();
}

/** One watch for a transaction that several requests share: each is told its own place. */
export function sharedWatch(parts: readonly (SubmissionWatch | undefined)[]): SubmissionWatch | undefined {
  const told = parts.flatMap((watch, place) => (watch === undefined ? [] : [{ watch, place }]));
  if (told.length === 0) return undefined;
  return {
    prepared: async (transaction) => {
      await Promise.all(told.map(({ watch, place }) => watch.prepared({ ...transaction, place })));
    },
    settled: (transactionId, outcome) => {
      for (const { watch } of told) watch.settled(transactionId, outcome);
    },
  };
}
