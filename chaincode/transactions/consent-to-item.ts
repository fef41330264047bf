// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { Consent } from '../domain/catalogue/consent.js';
import { DepartmentCode, OwnedCode, Version } from '../domain/names.js';
import { giveConsent } from './give-consent.js';
import { Statements } from './statement.js';
import { defineTransaction } from './transaction.js';

export const ConsentGiven = Type.Object(
  { itemCode: OwnedCode, itemVersion: Version, state: Consent.properties.state, statements: Statements },
  { additionalProperties: false },
);

const { itemCode, itemVersion, recordTypes, purposes, until } = Consent.properties;

export const consentToItem = defineTransaction({
  name: 'ConsentToItem',
  kind: 'submit',
  summary:
    'Agree that an item version may use claims of the department for named purposes; replaces an earlier consent',
  roles: ['publisher'],
  request: Type.Object(
    { department: DepartmentCode, itemCode, itemVersion, recordTypes, purposes, until },
    { additionalProperties: false },
  ),
  response: ConsentGiven,
  refusals: [
    'REQUEST_MALFORMED',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'ITEM_UNKNOWN',
    'VERSION_UNKNOWN',
    'RECORD_TYPE_UNKNOWN',
    'CLAIM_UNKNOWN',
    'CLAIM_NOT_SHARED',
    'PURPOSE_UNKNOWN',
    'VALIDITY_INVALID',
    'TIME_WENT_BACK',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: giveConsent,
});
