// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { DepartmentCode } from '../domain/names.js';
import { RecordId, Status, StatusChange } from '../domain/register/register-entry.js';
import { changeStatus } from './change-status.js';
import { Statements } from './statement.js';
import { defineTransaction } from './transaction.js';

const { status, reason, legalAct, day, successor } = StatusChange.properties;

export const changeRecordStatus = defineTransaction({
  name: 'ChangeRecordStatus',
  kind: 'submit',
  summary: 'Suspend, restore, annul, revoke, cancel, lapse, transfer or replace a record of the department',
  roles: ['attester'],
  request: Type.Object(
    { department: DepartmentCode, recordId: RecordId, status, reason, legalAct, day, successor },
    { additionalProperties: false },
  ),
  response: Type.Object(
    { recordId: RecordId, status: Status, statements: Statements },
    { additionalProperties: false },
  ),
  refusals: [
    'REQUEST_MALFORMED',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'RECORD_UNKNOWN',
    'STATUS_CHANGE_NOT_ALLOWED',
    'VALIDITY_INVALID',
    'TIME_WENT_BACK',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: changeStatus,
});
