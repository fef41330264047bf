// SPDX-License-Identifier: Apache-2.0
import { names } from '../domain/application/task-history.js';
import { DomainError } from '../domain/domain-error.js';
import type { RegisterEntry, RegisterRecord } from '../domain/register/register-entry.js';
import { readFiling, readTask } from './application-reading.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * A register entry as others may know it: a result that was deposited, and that its task has not been issued with, is as
 * if it were not there; an entry of nothing else is none.
 */
export async function withoutUnnamed(
  context: TransactionContext,
  entry: RegisterEntry | undefined,
): Promise<RegisterEntry | undefined> {
  if (entry?.records.every(({ application }) => application === undefined) !== false) return entry;
  const records: RegisterRecord[] = [];
  for (const record of entry.records) if (await isThere(context, record)) records.push(record);
  return records.length === 0 ? undefined : { ...entry, records };
}

async function isThere(context: TransactionContext, { recordId, application }: RegisterRecord): Promise<boolean> {
  if (application === undefined) return true;
  try {
    const filing = await readFiling(context, application.applicationId);
    return names((await readTask(context, filing, application.itemCode)).history, recordId);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
