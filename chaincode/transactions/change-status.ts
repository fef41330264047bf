// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain/domain-error.js';
import { changeRecordStatus } from '../domain/register/change-record-status.js';
import { isRecordId } from '../domain/register/record-id.js';
import type { Status, StatusChange } from '../domain/register/register-entry.js';
import type { RefusalCode } from '../domain/refusals.js';
import { stateKeys } from '../wire/state-keys.js';
import { writeStatement } from './documents.js';
import { readRegister, readValues } from './read-register.js';
import { markRecord } from './record-marks.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

/** What refuses a change of status, of one record or of many. */
export const STATUS_CHANGE_REFUSALS = [
  'REQUEST_MALFORMED',
  'ROLE_NOT_ENTITLED',
  'DEPARTMENT_NOT_ENTITLED',
  'RECORD_UNKNOWN',
  'STATUS_CHANGE_NOT_ALLOWED',
  'VALIDITY_INVALID',
  'TIME_WENT_BACK',
] as const satisfies readonly RefusalCode[];

type ChangeRequest = Omit<StatusChange, 'at'> & { readonly department: string; readonly recordId: string };

interface Changed {
  recordId: string;
  status: Status;
  statements: Statement[];
}

/** Finds the register entry through the record's private values, so that no pseudonym needs to be sent. */
export async function changeStatus(context: TransactionContext, request: ChangeRequest): Promise<Changed> {
  const { department, recordId, ...change } = request;
  if (!isRecordId(recordId)) throw new DomainError('RECORD_UNKNOWN', 'the check character is wrong', '/recordId');
  const values = await readValues(context, department, recordId);
  if (values === undefined) throw new DomainError('RECORD_UNKNOWN', undefined, '/recordId');
  const key = stateKeys.register(values.recordType, values.register);
  const entry = await readRegister(context, department, key);
  if (entry === undefined) throw new DomainError('RECORD_UNKNOWN', undefined, '/recordId');
  const changed = changeRecordStatus(entry, recordId, { ...change, at: context.at });
  markRecord(context, department, recordId, change.status);
  return { recordId, status: change.status, statements: [writeStatement(context, department, key, changed)] };
}
