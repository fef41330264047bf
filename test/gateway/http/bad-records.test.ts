// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RecordSubmissionAnswer } from '../../../gateway/usecases/records/record-submission.js';
import { creditCode } from '../usecases/support/identifiers.js';
import { companyAsPerson, householdRecord, households, wrongCheck } from './case-builders.js';
import { UNACCREDITED, serveDistrict, type ServedDistrict } from './served-district.js';
import type { SeenProblem } from './support.js';

const ATTESTER = 'data-bureau/attester';

describe('bad input in records', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  before(async () => {
    district = await serveDistrict();
  });
  after(() => district.close());

  describe('to be attested', () => {
    const attest = (post: unknown, as: `${string}/attester` = ATTESTER) =>
      district.ask<RecordSubmissionAnswer & SeenProblem>('/v1/records', { as, post });

    it('a bad element is refused by itself and the good ones stand', async () => {
      const bad = [
        [householdRecord(11, { subject: wrongCheck }), 'IDENTIFIER_INVALID', '/records/1/subject/identifier'],
        [householdRecord(12, { subject: companyAsPerson }), 'IDENTIFIER_KIND_WRONG', '/records/2/subject/identifier'],
        [householdRecord(13, { subject: { kind: 'LEGAL_PERSON', identifier: creditCode(1) } }), undefined, undefined],
        [householdRecord(14, { claims: { name: 'x' } }), 'CLAIMS_INVALID', '/records/4/claims/address'],
        [householdRecord(15, { claims: { name: 'x', address: 7 } }), 'CLAIMS_INVALID', '/records/5/claims/address'],
        [householdRecord(16, { claims: { name: 'x', address: 'y', age: 7 } }), 'CLAIMS_INVALID', '/records/6/claims'],
        [householdRecord(17, { validFrom: '2020-02-30' }), 'VALIDITY_INVALID', '/records/7/validFrom'],
        [householdRecord(18, { validUntil: '2019-12-31' }), 'VALIDITY_INVALID', undefined],
        [householdRecord(19, { claims: { name: 'x', address: 'y'.repeat(17_000) } }), undefined, undefined],
      ] as const;
      const { status, body } = await attest(
        households(householdRecord(10), ...bad.map(([record]) => record), householdRecord(20)),
      );
      expect(status).to.equal(200);
      expect(body.results.map((result) => result.status)).to.deep.equal([
        'CREATED',
        ...bad.map(() => 'REFUSED'),
        'CREATED',
      ]);
      bad.forEach(([, code, pointer], index) => {
        const result = body.results[index + 1];
        if (code !== undefined) expect(result?.code, `element ${index + 1}`).to.equal(code);
        if (pointer !== undefined) expect(result?.pointer).to.equal(pointer);
      });
      expect(body.results[9]?.code).to.be.oneOf(['CLAIMS_TOO_LARGE', 'CLAIMS_INVALID']);
    });

    it('what is wrong with an element is said in the language of the caller', async () => {
      const post = households(householdRecord(21, { subject: wrongCheck }), householdRecord(22, { claims: {} }));
      for (const [language, expected] of [
        ['zh-CN', ['证件号码校验不通过', '数据项与数据类型不符']],
        ['en', ['The identifier fails its check', 'The claims do not fit the record type']],
      ] as const) {
        const headers = { 'accept-language': language };
        const { body } = await district.ask<RecordSubmissionAnswer>('/v1/records', { as: ATTESTER, post, headers });
        expect(body.results.map(({ detail }) => detail)).to.deep.equal(expected);
      }
    });

    for (const { name, body, as, status, code } of [
      {
        name: 'an unknown record type',
        body: { ...households(householdRecord(1)), recordType: 'data-bureau.no-such-type' },
        as: ATTESTER,
        status: 404,
        code: 'RECORD_TYPE_UNKNOWN',
      },
      {
        name: 'an unknown version',
        body: { ...households(householdRecord(1)), version: 7 },
        as: ATTESTER,
        status: 422,
        code: 'VERSION_UNKNOWN',
      },
      {
        name: "another department's record type",
        body: households(householdRecord(1)),
        as: 'civil-affairs/attester',
        status: 403,
        code: 'DEPARTMENT_NOT_ENTITLED',
      },
      {
        name: 'an unaccredited attester',
        body: { ...households(householdRecord(1)), recordType: UNACCREDITED.code },
        as: 'social-insurance/attester',
        status: 422,
        code: 'NOT_ACCREDITED',
      },
      { name: 'no record', body: households(), as: ATTESTER, status: 400, code: 'REQUEST_MALFORMED' },
      {
        name: 'more than 500 records',
        body: households(...Array.from({ length: 501 }, () => householdRecord(1))),
        as: ATTESTER,
        status: 400,
        code: 'REQUEST_MALFORMED',
      },
      {
        name: 'a body over 2 MiB',
        body: JSON.stringify(households(householdRecord(1))).padEnd(2 * 1024 * 1024 + 1, ' '),
        as: ATTESTER,
        status: 413,
        code: 'BODY_TOO_LARGE',
      },
      {
        name: 'a name that is there twice',
        body: '{"recordType":"data-bureau.household","recordType":"data-bureau.household","records":[]}',
        as: ATTESTER,
        status: 400,
        code: 'JSON_NAME_DUPLICATE',
      },
      {
        name: 'a number beyond 2^53',
        body: JSON.stringify(households(householdRecord(1))).replace('"Name 1"', '9007199254740993'),
        as: ATTESTER,
        status: 400,
        code: 'JSON_NUMBER_INEXACT',
      },
      {
        name: 'a lone surrogate',
        body: JSON.stringify(households(householdRecord(1))).replace('Name 1', '\\ud800'),
        as: ATTESTER,
        status: 400,
        code: 'JSON_SURROGATE_LONE',
      },
      {
        name: 'U+0000',
        body: JSON.stringify(households(householdRecord(1))).replace('Name 1', '\\u0000'),
        as: ATTESTER,
        status: 400,
        code: 'JSON_NUL_CHARACTER',
      },
    ] as const) {
      it(`${name}: ${code}, and nothing is written`, () =>
        district.unwritten(async () => {
          const answer = await attest(body, as);
          expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
        }));
    }
  });

  describe('in a change of status writes nothing', () => {
    for (const [name, id, change, status, code] of [
      ['an unknown record', 'A'.repeat(26), {}, 404, 'RECORD_UNKNOWN'],
      ['an id of another form', 'abc', {}, 400, 'REQUEST_MALFORMED'],
      ['an unknown status', 'A'.repeat(26), { status: 'GONE' }, 400, 'REQUEST_MALFORMED'],
      ['an unknown reason', 'A'.repeat(26), { reason: 'because' }, 400, 'REQUEST_MALFORMED'],
    ] as const) {
      it(`${name}: ${code}`, () =>
        district.unwritten(async () => {
          const post = { status: 'REVOKED', reason: 'FRAUD', day: '2026-01-01', ...change };
          const answer = await district.ask<SeenProblem>(`/v1/records/${id}/status`, { as: ATTESTER, post });
          expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
        }));
    }
  });
});
