// SPDX-License-Identifier: Apache-2.0
import { nodeCrypto } from '../../../chaincode/fabric/node-crypto.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { LedgerAccess } from '../../../chaincode/transactions/ledger-access.js';
import { parsedAs } from '../../../chaincode/transactions/parse-once.js';
import { prepareTransaction, runTransaction } from '../../../chaincode/transactions/run-transaction.js';
import type { Transaction } from '../../../chaincode/transactions/transaction.js';
import type { DisclosureLog } from '../../../chaincode/transactions/transaction-context.js';

export interface MemoryCall {
  readonly as: string;
  readonly role?: Role | undefined;
  readonly at?: string;
  readonly transient?: Readonly<Record<string, string>>;
}

/**
 * State without a network, for what the network cannot show: a header time of the past, documents that nobody
 * could have written through the contract, and the order of single writes. Reads show what was committed before.
 */
export class MemoryLedger {
  /** By place and key; '' is the public state, else a department's collection. */
  readonly committed = new Map<string, string>();
  /** Every write in the order in which it reached the ledger. */
  readonly writes: string[] = [];
  readonly released: Parameters<DisclosureLog['released']>[0][] = [];
  #count = 0;

  async run(transaction: Transaction, request: unknown, call: MemoryCall): Promise<unknown> {
    return JSON.parse(await this.runText(transaction, JSON.stringify(request), call));
  }

  async runText(transaction: Transaction, text: string, call: MemoryCall): Promise<string> {
    const pending = new Map<string, string>();
    const response = await runTransaction(prepareTransaction(transaction), this.access(call, pending), text);
    for (const [place, value] of pending) this.committed.set(place, value);
    return response;
  }

  access(
    { as, role, at = '2024-06-01T00:00:00.000Z', transient = {} }: MemoryCall,
    pending: Map<string, string>,
  ): LedgerAccess {
    this.#count += 1;
    const write = (place: string, key: string, text: string) => {
      this.writes.push(`${place}|${key}`);
      pending.set(`${place}|${key}`, text);
    };
    const read = (place: string, key: string) => Promise.resolve(this.committed.get(`${place}|${key}`));
    return {
      transactionId: `transaction${this.#count}`,
      at,
      caller: { mspId: mspIdOf(as), role },
      read: (key) => read('', key),
      readMany: (keys) => Promise.all(keys.map((key) => read('', key))),
      readPrivate: read,
      readManyPrivate: (department, keys) => Promise.all(keys.map((key) => read(department, key))),
      hashPrivate: async (department, key) => {
        const text = await read(department, key);
        return text === undefined ? undefined : nodeCrypto.sha256(text);
      },
      write: (writes) => {
        for (const { department = '', key, text } of writes) write(department, key, text);
        return Promise.resolve();
      },
      transient: (name) => transient[name],
      crypto: nodeCrypto,
      parse: (_key, shape, text) => parsedAs(shape, text),
      log: { released: (entry) => this.released.push(entry) },
    };
  }
}
