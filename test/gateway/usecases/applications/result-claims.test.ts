// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { resultClaims } from '../../../../gateway/usecases/applications/result-claims.js';

const sources = {
  part: { form: { name: 'Name 1', account: 'A-1' }, scenario: { married: false } },
  subjects: { applicant: 'R'.repeat(43) },
  day: '2030-01-02',
  given: {},
};
const item = {
  resultClaims: [
    { claim: 'holder', from: { field: 'name' } },
    { claim: 'account', from: { ask: 'account' } },
    { claim: 'married', from: { answer: 'married' } },
    { claim: 'person', from: { subject: 'applicant' } },
    { claim: 'spouse', from: { subject: 'spouse' } },
    { claim: 'grantedOn', from: { day: 'DECISION' } },
    { claim: 'level', from: { value: 'ONE' } },
    { claim: 'months', from: { ask: 'months' } },
  ],
} as const;

describe('what a result says', () => {
  it('follows from the application; a source without a value leaves its claim out', () => {
    expect(resultClaims({ resultClaims: item.resultClaims.map((one) => ({ ...one })) }, sources)).to.deep.equal({
      ...{ holder: 'Name 1', account: 'A-1', married: false, person: 'R'.repeat(43) },
      ...{ grantedOn: '2030-01-02', level: 'ONE' },
    });
  });

  it('goes after what the officer says', () => {
    const given = { level: 'TWO', amount: 300 };
    const said = resultClaims({ resultClaims: [{ claim: 'level', from: { value: 'ONE' } }] }, { ...sources, given });
    expect(said).to.deep.equal({ level: 'TWO', amount: 300 });
  });
});
