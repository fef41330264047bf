// SPDX-License-Identifier: Apache-2.0
import type { ClaimDefinition } from '../../../../chaincode/domain/catalogue/record-type.js';
import { checkRecordType } from '../../../../chaincode/domain/catalogue/check-record-type.js';
import { claim, recordType, viewOf } from '../../support/catalogue.js';
import { itHolds, type Case } from '../../support/expect-refusal.js';

const view = viewOf(['civil-affairs'], []);
const with1 = (changes: Partial<ClaimDefinition>) => () => {
  checkRecordType(recordType({ claims: [claim('x', changes)] }), view);
};
const after = (changes: Parameters<typeof recordType>[0]) => () => {
  checkRecordType(recordType({ version: 2, ...changes }), viewOf(['civil-affairs'], [recordType()]));
};
function invalid(name: string, at: string, rule: () => unknown): Case {
  return { name, at: `/document/${at}`, rule, refused: 'CATALOGUE_INVALID' };
}

describe('a record type', () => {
  itHolds([
    {
      name: 'one that is in order',
      rule: () => {
        checkRecordType(recordType(), view);
      },
    },
    {
      name: 'one of an unknown department',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/code',
      rule: () => {
        checkRecordType(recordType(), viewOf([], []));
      },
    },
    invalid('one claim name twice', 'claims/1/name', () => {
      checkRecordType(recordType({ claims: [claim('x'), claim('x')] }), view);
    }),
    { name: 'codes with values and a limit', rule: with1({ type: 'codes', values: ['A'], maxItems: 3 }) },
    invalid('a code without values', 'claims/0/values', with1({ type: 'code' })),
    invalid('codes without values', 'claims/0/values', with1({ type: 'codes' })),
    invalid('values of a string', 'claims/0/values', with1({ values: ['A'] })),
    invalid('a length of an integer', 'claims/0/maxLength', with1({ type: 'integer', maxLength: 3 })),
    invalid('a minimum of a string', 'claims/0/minimum', with1({ minimum: 3 })),
    invalid('a maximum of a date', 'claims/0/maximum', with1({ type: 'date', maximum: 3 })),
    invalid('a number of items of a code', 'claims/0/maxItems', with1({ type: 'code', values: ['A'], maxItems: 3 })),
    { name: 'bounds that leave one value', rule: with1({ type: 'integer', minimum: 3, maximum: 3 }) },
    { name: 'one bound alone', rule: with1({ type: 'integer', minimum: 3 }) },
    invalid('bounds that leave none', 'claims/0/minimum', with1({ type: 'integer', minimum: 4, maximum: 3 })),
    invalid('a bound beyond 2^53', 'claims/0/maximum', with1({ type: 'integer', maximum: 2 ** 53 })),
    {
      name: 'a later version with fewer and with further claims',
      rule: after({ claims: [claim('name'), claim('new')] }),
    },
    invalid('a later version about another kind of subject', 'subjectKind', after({ subjectKind: 'LEGAL_PERSON' })),
    invalid(
      'a later version that changes a type',
      'claims/0/type',
      after({ claims: [claim('name', { type: 'date' })] }),
    ),
  ]);
});
