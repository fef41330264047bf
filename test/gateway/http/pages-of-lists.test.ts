// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { householdRecord, households, verificationOf } from './case-builders.js';
import { serveDistrict, type Ask, type ServedDistrict } from './served-district.js';
import type { SeenProblem } from './support.js';

interface Page {
  readonly next: string | null;
  readonly [rows: string]: unknown;
}

const IMPORTS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

describe('lists', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  let diary = '';
  before(async () => {
    district = await serveDistrict();
    for (const [index, importId] of IMPORTS.entries()) {
      const post = { ...households(householdRecord(index + 1)), importId };
      await district.ask('/v1/records', { as: 'data-bureau/attester', post });
    }
    for (const caseNo of ['HR-2030-1', 'HR-2030-2'])
      await district.ask('/v1/verifications', { as: 'human-resources/intake', post: verificationOf(1, { caseNo }) });
    const post = { subject: verificationOf(1).subjects['applicant'], reason: 'COMPLAINT', caseNo: 'AU-2030-1' };
    const asked = await district.ask<{ pseudonym: string }>('/v1/diary-queries', { as: 'data-bureau/auditor', post });
    diary = asked.body.pseudonym;
  });
  after(() => district.close());

  for (const { path, rows, as, foreign } of [
    { path: () => '/v1/departments', rows: 'departments' },
    { path: () => '/v1/record-types?department=civil-affairs', rows: 'recordTypes' },
    { path: () => '/v1/imports', rows: 'imports', as: 'data-bureau/attester', foreign: 'civil-affairs/attester' },
    {
      path: () => '/v1/verifications?itemCode=human-resources.graduate-report',
      rows: 'verifications',
      as: 'human-resources/intake',
      foreign: 'human-resources/officer',
    },
    { path: () => `/v1/diaries/${diary}`, rows: 'rows', as: 'data-bureau/auditor' },
  ] as { path: () => string; rows: string; as?: Ask['as']; foreign?: Ask['as'] }[]) {
    const by = (who: Ask['as']): Ask => (who === undefined ? {} : { as: who });

    it(`${rows}: pages of one are together what one page is, and each links to the next`, async () => {
      const whole = await district.ask<Page>(path(), by(as));
      const expected = whole.body[rows] as unknown[];
      expect(whole.body.next).to.equal(null);
      expect(whole.headers.get('link')).to.equal(null);
      const seen: unknown[] = [];
      let address = `${path()}${path().includes('?') ? '&' : '?'}limit=1`;
      for (let more = true; more;) {
        const page = await district.ask<Page>(address, by(as));
        const height = await district.gateway.parts.ledger.height();
        expect(page.headers.get('ledger-height')).to.equal(String(height));
        seen.push(...(page.body[rows] as unknown[]));
        const link = /^<(\/[^>]+)>; rel="next"$/u.exec(page.headers.get('link') ?? '')?.[1];
        more = link !== undefined;
        expect(more).to.equal(page.body.next !== null);
        address = link ?? '';
      }
      expect(seen).to.deep.equal(expected);
    });

    it(`${rows}: a cursor of another question, of another caller, or altered is one refusal`, async () => {
      const separator = path().includes('?') ? '&' : '?';
      const first = await district.ask<Page>(`${path()}${separator}limit=1`, by(as));
      const cursor = first.body.next ?? 'A'.repeat(60);
      const altered = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
      const refused = [
        await district.ask<SeenProblem>(`${path()}${separator}cursor=${altered}`, by(as)),
        await district.ask<SeenProblem>(`/v1/duties?cursor=${cursor}`),
        ...(foreign === undefined
          ? []
          : [await district.ask<SeenProblem>(`${path()}${separator}cursor=${cursor}`, by(foreign))]),
      ];
      for (const { status, body } of refused) expect([status, body.code]).to.deep.equal([422, 'CURSOR_INVALID']);
    });
  }

  it('an auditor who asks for a case is told to name its department, and finds it then', async () => {
    const as = 'data-bureau/auditor';
    const unnamed = await district.ask<SeenProblem>('/v1/verifications?caseNo=HR-2030-1', { as });
    expect([unnamed.status, unnamed.body.code]).to.deep.equal([422, 'CASE_DEPARTMENT_REQUIRED']);
    const named = await district.ask<Page>('/v1/verifications?caseNo=HR-2030-1&department=human-resources', { as });
    expect(named.body['verifications']).to.have.length(1);
  });
});
