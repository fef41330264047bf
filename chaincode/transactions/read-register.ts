// SPDX-License-Identifier: Apache-2.0
import type { RecordValues, RegisterEntry } from '../domain/register/register-entry.js';
import { stateKeys } from '../wire/state-keys.js';
import type { TransactionContext } from './transaction-context.js';

/** A register entry, on the department's own peer. Its shape is not checked again: only these transactions write it. */
export async function readRegister(
  { statements }: Pick<TransactionContext, 'statements'>,
  department: string,
  key: string,
): Promise<RegisterEntry | undefined> {
  const text = await statements(department).read(key);
  return text === undefined ? undefined : (JSON.parse(text) as RegisterEntry);
}

/** Claims and salts of one record, on the department's own peer. */
export async function readValues(
  { statements }: Pick<TransactionContext, 'statements'>,
  department: string,
  recordId: string,
): Promise<RecordValues | undefined> {
  const text = await statements(department).read(stateKeys.values(recordId));
  return text === undefined ? undefined : (JSON.parse(text) as RecordValues);
}
