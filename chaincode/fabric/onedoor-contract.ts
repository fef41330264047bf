// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import fabric, { Context, Contract } from 'fabric-contract-api';
import { DomainError } from '../domain/domain-error.js';
import { TRANSACTIONS } from '../transactions/index.js';
import { parseOnce, type ParseOnce } from '../transactions/parse-once.js';
import { prepareTransaction, runTransaction } from '../transactions/run-transaction.js';
import type { Crypto } from '../transactions/transaction-context.js';
import type { Transaction } from '../transactions/transaction.js';
import { encodeDomainError } from '../wire/domain-error-codec.js';
import { nodeCryptoWithKeys } from './node-crypto.js';
import { stubLedger } from './stub-ledger.js';

export const CONTRACT_NAME = 'onedoor';

/** The agreement as a contract. Its methods come from the table of transactions: one JSON text in, one out. */
export class OneDoorContract extends Contract {
  protected readonly crypto: Crypto = nodeCryptoWithKeys();
  protected readonly parse: ParseOnce = parseOnce();

  constructor() {
    super(CONTRACT_NAME);
  }

  override createContext(): Context {
    return new OneDoorContext(this.crypto, this.parse, false);
  }
}

/** The agreement for peers of v3.1 and above: what it reads and writes at once travels in one turn. */
export class BatchingOneDoorContract extends OneDoorContract {
  override createContext(): Context {
    return new OneDoorContext(this.crypto, this.parse, true);
  }
}

class OneDoorContext extends Context {
  readonly crypto: Crypto;
  readonly parse: ParseOnce;
  readonly batched: boolean;

  constructor(crypto: Crypto, parse: ParseOnce, batched: boolean) {
    super();
    this.crypto = crypto;
    this.parse = parse;
    this.batched = batched;
  }
}

for (const transaction of TRANSACTIONS) expose(transaction);

/** Gives the class a method and what the decorators would have written of it. */
function expose(transaction: Transaction): void {
  const { name, kind } = transaction;
  const runnable = prepareTransaction(transaction);
  const prototype: object = OneDoorContract.prototype;
  const value = async (ctx: OneDoorContext, request: string): Promise<string> => {
    try {
      return await runTransaction(runnable, stubLedger(ctx, ctx), request);
    } catch (error) {
      throw outward(error);
    }
  };
  Object.defineProperty(prototype, name, { value });
  Reflect.defineMetadata('design:paramtypes', [OneDoorContext, String], prototype, name);
  fabric.Transaction(kind === 'submit')(prototype, name);
  fabric.Returns('string')(prototype, name);
}

/** Only a message leaves a contract. A parser's message would repeat what it read, so that one is replaced. */
function outward(error: unknown): unknown {
  if (error instanceof DomainError) return new Error(encodeDomainError(error), { cause: error });
  return error instanceof SyntaxError ? new Error('a stored text is not JSON', { cause: error }) : error;
}
