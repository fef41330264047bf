// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Conclusion } from '../domain/access/access.js';
import { ApplicationId } from '../domain/application/application.js';
import { DepartmentCode, OfficerHandle, OwnedCode } from '../domain/names.js';
import { RecordId } from '../domain/register/register-entry.js';
import { witnessesOf } from '../domain/witnesses.js';
import { MovesResponse } from './application-moves.js';
import { issueEachInstantly } from './issue-each-instantly.js';
import { defineTransaction } from './transaction.js';

export const InstantIssue = Type.Object(
  {
    applicationId: ApplicationId,
    itemCode: OwnedCode,
    officer: OfficerHandle,
    /** The record that was deposited for this task; absent where the item has none as its result. */
    recordId: Type.Optional(RecordId),
    /** What the sources of the item's materials concluded, as they stated it. */
    conclusions: Type.Array(Conclusion, { maxItems: 50 }),
  },
  { additionalProperties: false },
);
export type InstantIssue = Static<typeof InstantIssue>;

export const IssueInstantlyRequest = Type.Object(
  {
    /** The items' department. */
    department: DepartmentCode,
    issues: Type.Array(InstantIssue, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type IssueInstantlyRequest = Static<typeof IssueInstantlyRequest>;

export const issueInstantly = defineTransaction({
  name: 'IssueInstantly',
  kind: 'submit',
  summary: 'Take instant items from submitted to issued in one move, while what they rest on holds',
  roles: ['intake', 'officer'],
  request: IssueInstantlyRequest,
  response: MovesResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'APPLICATION_UNKNOWN',
    'APPLICATION_CONTRADICTED',
    'TASK_UNKNOWN',
    'MOVE_NOT_ALLOWED',
    'VERSION_UNKNOWN',
    'DEPENDENCY_OPEN',
    'DEPOSIT_MISSING',
    'RULES_NOT_HELD',
    'RESULT_MISSING',
  ],
  endorsers: ({ department }) => ({ kind: 'witnessed', department, witnesses: witnessesOf(department) }),
  execute: issueEachInstantly,
});
