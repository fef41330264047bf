// SPDX-License-Identifier: Apache-2.0
import { recordMark } from '../domain/application/marks.js';
import type { Status } from '../domain/register/register-entry.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { Reading } from './documents.js';
import type { TransactionContext } from './transaction-context.js';

/** Tells every peer that a record of the department has another status from now on. */
export function markRecord(context: TransactionContext, department: string, recordId: string, status: Status): void {
  context.statements(department).write(stateKeys.recordMark(recordId), canonicalJson(recordMark(recordId, status)));
}

/**
 * Whether no change of status keeps a record of that department from counting. What is read here is held against
 * later blocks: a record that falls before this transaction is in one takes it back.
 */
export async function isMarkedStanding(
  { statements, crypto }: Pick<Reading, 'statements' | 'crypto'>,
  department: string,
  recordId: string,
): Promise<boolean> {
  const mark = await statements(department).hash(stateKeys.recordMark(recordId));
  return mark === undefined || mark === crypto.sha256(canonicalJson(recordMark(recordId, 'VALID')));
}
