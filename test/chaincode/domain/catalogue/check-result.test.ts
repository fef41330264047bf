// SPDX-License-Identifier: Apache-2.0
import { checkItem } from '../../../../chaincode/domain/catalogue/check-item.js';
import type { Ask, ResultClaim, ServiceItem } from '../../../../chaincode/domain/catalogue/service-item.js';
import { claim, item, recordType, viewOf } from '../../support/catalogue.js';
import { itHolds, type Case } from '../../support/expect-refusal.js';

const receipt = recordType({
  code: 'human-resources.receipt',
  claims: [
    claim('number', { required: true }),
    claim('on', { type: 'date' }),
    claim('holder', { type: 'subject' }),
    claim('married', { type: 'boolean' }),
    claim('kind', { type: 'code', values: ['X'] }),
  ],
});
const numbered: ResultClaim = { claim: 'number', from: { ask: 'note' } };
const view = viewOf(['human-resources'], [recordType(), receipt]);
const check = (changes: Partial<ServiceItem>) => () => {
  checkItem(item(changes), view);
};
const title = { zh: '名称', en: 'Title' };
function invalid(name: string, at: string, rule: () => unknown): Case {
  return { name, at, rule, refused: 'CATALOGUE_INVALID' };
}

const ask = (changes: Partial<Ask> = {}): Ask => ({ code: 'note', title, type: 'string', required: false, ...changes });
const asking = (...asks: Ask[]) => check({ asks });
const resulting = (changes: Partial<ServiceItem>, ...resultClaims: ResultClaim[]) =>
  check({
    resultRecordType: receipt.code,
    resultClaims,
    asks: [ask(), ask({ code: 'many', type: 'integer' })],
    ...changes,
  });

describe('what the form of an item asks', () => {
  itHolds([
    { name: 'a text with a length', rule: asking(ask({ maxLength: 10 })) },
    { name: 'a number within bounds', rule: asking(ask({ type: 'integer', minimum: 1, maximum: 1 })) },
    { name: 'a choice', rule: asking(ask({ type: 'codes', values: ['A'] })) },
    invalid('one code twice', '/document/asks/1/code', asking(ask(), ask())),
    invalid('the code of a field', '/document/asks/0/code', asking(ask({ code: 'fullName' }))),
    invalid('a number with a length', '/document/asks/0/maxLength', asking(ask({ type: 'integer', maxLength: 1 }))),
    invalid('a choice of nothing', '/document/asks/0/values', asking(ask({ type: 'code' }))),
    invalid('no number', '/document/asks/0/minimum', asking(ask({ type: 'integer', minimum: 2, maximum: 1 }))),
  ]);
});

describe('the times of an item', () => {
  itHolds([
    { name: 'as many days as the law gives', rule: check({ statutoryWorkingDays: 5 }) },
    invalid('more days than the law gives', '/document/promisedWorkingDays', check({ statutoryWorkingDays: 4 })),
  ]);
});

describe('what the result of an item says', () => {
  const claimed = (from: ResultClaim['from'], name = 'number') => resulting({}, { claim: name, from });
  const at = '/document/resultClaims/0/from';
  itHolds([
    { name: 'a filled-in field', rule: claimed({ field: 'fullName' }) },
    { name: 'what was asked', rule: claimed({ ask: 'note' }) },
    { name: 'a text', rule: claimed({ value: 'A' }) },
    { name: 'an answer', rule: claimed({ answer: 'married' }, 'married') },
    { name: 'a subject', rule: claimed({ subject: 'applicant' }, 'holder') },
    { name: 'the day of the decision', rule: claimed({ day: 'DECISION' }, 'on') },
    { name: 'one of the values', rule: claimed({ value: 'X' }, 'kind') },
    { name: 'less, if an officer adds the rest', rule: claimed({ day: 'DECISION' }, 'on') },
    { name: 'all that is required, of an instant item', rule: resulting({ instant: true }, numbered) },
    invalid(
      'too little, of an instant item',
      '/document/resultClaims',
      resulting({ instant: true }, { claim: 'on', from: { day: 'DECISION' } }),
    ),
    invalid('one claim twice', '/document/resultClaims/1/claim', resulting({}, numbered, numbered)),
    invalid('a claim that is not there', '/document/resultClaims/0/claim', claimed({ value: 'A' }, 'colour')),
    { name: 'the same for everyone', rule: claimed({ value: true }, 'married') },
    invalid('a number for an answer', at, claimed({ value: 1 }, 'married')),
    invalid('an instant item without one', '/document/resultRecordType', check({ instant: true })),
    invalid('a field that is not there', at, claimed({ field: 'none' })),
    invalid('a question that is not there', at, claimed({ answer: 'none' })),
    invalid('a role that is not there', at, claimed({ subject: 'child' }, 'holder')),
    invalid('a number for a text', at, claimed({ ask: 'many' })),
    invalid('a text for a day', at, claimed({ value: 'A' }, 'on')),
    invalid('none of the values', `${at}/value`, claimed({ value: 'Y' }, 'kind')),
    invalid('anything without a result', '/document/resultClaims', check({ resultClaims: [numbered] })),
    invalid('a company, where the applicant is a person', '/document/resultRecordType', () => {
      const own = recordType({ code: 'human-resources.company', subjectKind: 'LEGAL_PERSON' });
      checkItem(item({ resultRecordType: own.code }), viewOf(['human-resources'], [recordType(), own]));
    }),
  ]);
});
