// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { DomainError } from '../domain/domain-error.js';
import { DepartmentCode, OwnedCode, Version } from '../domain/names.js';
import { stateKeys } from '../wire/state-keys.js';
import { ConsentGiven } from './consent-to-item.js';
import { writeStatement } from './documents.js';
import { readConsent } from './give-consent.js';
import { defineTransaction } from './transaction.js';

export const withdrawConsent = defineTransaction({
  name: 'WithdrawConsent',
  kind: 'submit',
  summary: 'End the consent to an item version; accesses that are open are concluded without it',
  roles: ['publisher'],
  request: Type.Object(
    { department: DepartmentCode, itemCode: OwnedCode, itemVersion: Version },
    { additionalProperties: false },
  ),
  response: ConsentGiven,
  refusals: ['REQUEST_MALFORMED', 'ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED', 'CONSENT_UNKNOWN', 'TIME_WENT_BACK'],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  async execute(context, { department, itemCode, itemVersion }) {
    const given = await readConsent(context, department, itemCode, itemVersion);
    if (given?.state !== 'GIVEN') throw new DomainError('CONSENT_UNKNOWN');
    const key = stateKeys.consent(itemCode, itemVersion);
    const withdrawn = { ...given, state: 'WITHDRAWN' as const, at: context.at };
    return {
      itemCode,
      itemVersion,
      state: 'WITHDRAWN' as const,
      statements: [writeStatement(context, department, key, withdrawn)],
    };
  },
});
