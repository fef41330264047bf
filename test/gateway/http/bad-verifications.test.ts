// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { residentId } from '../usecases/support/identifiers.js';
import { companyAsPerson, person, verificationOf, wrongCheck } from './case-builders.js';
import { serveDistrict, type ServedDistrict } from './served-district.js';
import type { SeenProblem } from './support.js';

const INTAKE = 'human-resources/intake';

describe('bad input in verifications and inquiries', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  before(async () => {
    district = await serveDistrict();
  });
  after(() => district.close());

  describe('in a verification writes nothing', () => {
    for (const { name, change, code, status, pointer } of [
      {
        name: 'a wrong check digit',
        change: { subjects: { applicant: wrongCheck } },
        status: 422,
        code: 'IDENTIFIER_INVALID',
        pointer: '/subjects/applicant/identifier',
      },
      {
        name: 'an identifier of the wrong kind',
        change: { subjects: { applicant: companyAsPerson } },
        status: 422,
        code: 'IDENTIFIER_KIND_WRONG',
        pointer: '/subjects/applicant/identifier',
      },
      {
        name: 'an unknown item',
        change: { itemCode: 'human-resources.no-such-item' },
        status: 404,
        code: 'ITEM_UNKNOWN',
        pointer: undefined,
      },
      {
        name: 'an item of an unknown department',
        change: { itemCode: 'no-such-department.item' },
        status: 404,
        code: 'ITEM_UNKNOWN',
        pointer: undefined,
      },
      {
        name: 'a missing subject',
        change: { subjects: {} },
        status: 422,
        code: 'SUBJECTS_INVALID',
        pointer: undefined,
      },
      {
        name: 'a subject that the item does not name',
        change: { subjects: { applicant: person(1), landlord: person(2) } },
        status: 422,
        code: 'SUBJECTS_INVALID',
        pointer: '/subjects',
      },
      {
        name: 'an unknown purpose',
        change: { purposeCode: 'no-such-purpose' },
        status: 422,
        code: 'PURPOSE_UNKNOWN',
        pointer: '/purposeCode',
      },
      {
        name: 'an unknown duty',
        change: { legalBasis: { kind: 'STATUTORY', dutyCode: 'no-such-duty' } },
        status: 422,
        code: 'DUTY_UNKNOWN',
        pointer: '/legalBasis/dutyCode',
      },
      {
        name: 'an identifier as the case number',
        change: { caseNo: residentId(1) },
        status: 422,
        code: 'CASE_NO_INVALID',
        pointer: '/caseNo',
      },
      {
        name: 'no scenario answer',
        change: { scenario: {} },
        status: 400,
        code: 'REQUEST_MALFORMED',
        pointer: '/scenario/married',
      },
      {
        name: 'a scenario answer of another type',
        change: { scenario: { married: 'yes' } },
        status: 400,
        code: 'REQUEST_MALFORMED',
        pointer: '/scenario/married',
      },
      {
        name: 'a missing purpose',
        change: { purposeCode: undefined },
        status: 400,
        code: 'REQUEST_MALFORMED',
        pointer: '/purposeCode',
      },
      {
        name: 'no case number',
        change: { caseNo: undefined },
        status: 400,
        code: 'REQUEST_MALFORMED',
        pointer: '/caseNo',
      },
    ]) {
      it(`${name}: ${code}`, () =>
        district.unwritten(async () => {
          const post = { ...verificationOf(1), ...change };
          const answer = await district.ask<SeenProblem>('/v1/verifications', { as: INTAKE, post });
          expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
          if (pointer !== undefined) expect(answer.body.errors?.[0]?.pointer).to.equal(pointer);
          expect(answer.body).not.to.have.property('verificationId');
          expect(answer.text).not.to.contain(residentId(1)).and.not.to.contain(wrongCheck.identifier);
        }));
    }
  });

  describe('that a rule refuses is on record', () => {
    for (const { name, change, code } of [
      {
        name: 'access by authorisation',
        change: { legalBasis: { kind: 'HOLDER', authorisationId: 'A'.repeat(43) } },
        code: 'AUTHORISATIONS_NOT_AVAILABLE',
      },
      {
        name: 'access by an agreement of the holder that is nowhere',
        change: { legalBasis: { kind: 'HOLDER' } },
        code: 'AUTHORISATIONS_NOT_AVAILABLE',
      },
      {
        name: 'access by somebody named nowhere',
        change: { legalBasis: { kind: 'DELEGATED' } },
        code: 'AUTHORISATIONS_NOT_AVAILABLE',
      },
    ]) {
      it(`${name}: ${code}, with the id of the access`, async () => {
        const post = { ...verificationOf(1), ...change };
        const answer = await district.ask<SeenProblem & { verificationId: string }>('/v1/verifications', {
          as: INTAKE,
          post,
        });
        expect([answer.status, answer.body.code]).to.deep.equal([422, code]);
        const path = `/v1/verifications/${answer.body.verificationId}`;
        const onRecord = await district.ask<{ outcome: string; refusal: string }>(path, { as: INTAKE });
        expect(onRecord.body).to.include({ outcome: 'REFUSED', refusal: code });
      });
    }
  });

  describe('of an auditor writes nothing', () => {
    for (const [name, change, code] of [
      ['no reason', { reason: undefined }, 'REQUEST_MALFORMED'],
      ['a reason in free words', { reason: 'I want to know' }, 'REQUEST_MALFORMED'],
      ['no case number', { caseNo: undefined }, 'REQUEST_MALFORMED'],
      ['a wrong check digit', { subject: wrongCheck }, 'IDENTIFIER_INVALID'],
    ] as const) {
      it(`${name}: ${code}`, () =>
        district.unwritten(async () => {
          const post = { subject: person(1), reason: 'COMPLAINT', caseNo: 'AU-1', ...change };
          const answer = await district.ask<SeenProblem>('/v1/diary-queries', { as: 'data-bureau/auditor', post });
          expect(answer.body.code).to.equal(code);
        }));
    }
  });

  // Last: nothing is shown after this.
  describe('and a read model that stands still', () => {
    it('gives no value before the access shows: NOT_AVAILABLE_YET', async () => {
      await district.gateway.parts.projector.stop();
      const post = verificationOf(10, { disclose: 'fields' });
      const answer = await district.ask<SeenProblem>('/v1/verifications', { as: INTAKE, post });
      expect([answer.status, answer.body.code]).to.deep.equal([503, 'NOT_AVAILABLE_YET']);
      expect(answer.headers.get('retry-after')).to.equal('1');
      expect(answer.body).to.include.keys('verificationId', 'ledger');
    });
  });
});
