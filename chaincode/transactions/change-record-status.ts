// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { DepartmentCode } from '../domain/names.js';
import { RecordId, Status, StatusChange } from '../domain/register/register-entry.js';
import { STATUS_CHANGE_REFUSALS, changeStatus } from './change-status.js';
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
  refusals: STATUS_CHANGE_REFUSALS,
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: changeStatus,
});
