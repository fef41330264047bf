// SPDX-License-Identifier: Apache-2.0
import type { LedgerTransaction } from '../ledger/ledger.js';
import type { Believed, Finding } from '../readmodel/belief/belief.js';
import { judgePublicWrites } from '../readmodel/belief/judge-public-writes.js';
import { judgeStatements } from '../readmodel/belief/judge-statements.js';

type Kind = Believed['kind'];

/** A valid transaction with what is thought of each document in it. */
export interface JudgedTransaction {
  readonly transaction: LedgerTransaction;
  readonly publicWrites: readonly Finding[];
  readonly statements: readonly Finding[];
}

export function judgeTransaction(transaction: LedgerTransaction): JudgedTransaction {
  return {
    transaction,
    publicWrites: judgePublicWrites(transaction),
    statements: judgeStatements(transaction),
  };
}

/** The believed documents of one kind. */
export function believed<K extends Kind>(
  { publicWrites, statements }: JudgedTransaction,
  kind: K,
): Extract<Believed, { kind: K }>[] {
  return [...publicWrites, ...statements].flatMap(({ belief }) =>
    typeof belief !== 'string' && belief.kind === kind ? [belief as Extract<Believed, { kind: K }>] : [],
  );
}
