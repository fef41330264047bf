// SPDX-License-Identifier: Apache-2.0

/** A transaction that carries something of a request, endorsed and not yet ordered. */
export interface PreparedTransaction {
  readonly transactionId: string;
  readonly name: string;
  /** Place of the request's element among those that share the transaction; 0 where nobody shares it. */
  readonly place: number;
}

/** What became of a prepared transaction. `UNKNOWN`: it was handed over, and no answer came. */
export type PreparedOutcome = 'VALID' | 'INVALID' | 'UNKNOWN';

/**
 * Who keeps which transactions were made for one request. It is handed on from the request to each submit: a store that
 * follows asynchronous calls (AsyncLocalStorage) makes every promise of the process dearer.
 */
export interface SubmissionWatch {
  /** Told before the transaction is ordered, which waits for it: if this throws, nothing is ordered. */
  prepared(transaction: PreparedTransaction): Promise<void>;
  settled(transactionId: string, outcome: PreparedOutcome): void;
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
