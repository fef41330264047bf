// SPDX-License-Identifier: Apache-2.0
import type { Static, TSchema } from 'typebox';
import type { Transaction } from '../../../../chaincode/transactions/transaction.js';
import type { Caller, Committed, Ledger, SubmitOptions, Transient } from '../../../../gateway/ledger/ledger.js';

export interface Call {
  readonly name: string;
  readonly request: unknown;
  readonly transient: Transient | undefined;
}

export interface Alteration {
  /** Runs, or throws in the place of the ledger, before anything is sent. */
  readonly before?: (call: Call) => unknown;
  /** Changes what a peer answered to an evaluation. */
  readonly answer?: (call: Call, response: unknown) => unknown;
}

/** A working ledger with one thing wrong about it. */
export function alteredLedger(ledger: Ledger, { before, answer }: Alteration): Ledger {
  return {
    async submit<N extends string, Q extends TSchema, R extends TSchema>(
      transaction: Transaction<N, Q, R>,
      request: Static<Q>,
      options: SubmitOptions,
    ): Promise<Committed<Static<R>>> {
      await before?.({ name: transaction.name, request, transient: options.transient });
      return ledger.submit(transaction, request, options);
    },
    async submitUnless(transaction, request, options) {
      await before?.({ name: transaction.name, request, transient: options.transient });
      return ledger.submitUnless(transaction, request, options);
    },
    async evaluate<N extends string, Q extends TSchema, R extends TSchema>(
      transaction: Transaction<N, Q, R>,
      request: Static<Q>,
      options: { readonly caller: Caller; readonly peer: string; readonly transient?: Transient },
    ): Promise<Static<R>> {
      const call = { name: transaction.name, request, transient: options.transient };
      await before?.(call);
      const response = await ledger.evaluate(transaction, request, options);
      return answer === undefined ? response : (answer(call, response) as Static<R>);
    },
    transaction: (id) => ledger.transaction(id),
    height: () => ledger.height(),
    blocks: (options) => ledger.blocks(options),
    close: () => ledger.close(),
  };
}
