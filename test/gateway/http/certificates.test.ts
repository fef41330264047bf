// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkCharacter } from '../../../chaincode/domain/register/record-id.js';
import { certificatePage } from '../../../gateway/http/pages/certificate-page.js';
import type { CertificateView } from '../../../gateway/usecases/certificates/certificate-view.js';
import { INTAKE, instantOf, openCounter, type Counter, type Refusal } from './application-support.js';
import { person } from './case-builders.js';

const HOSTILE = '"><script src=//evil.example></script><img src=x onerror=alert(1)>\'&';

describe('certificates', function () {
  this.timeout(60_000);
  let counter: Counter;
  let certId: string;
  before(async () => {
    counter = await openCounter();
    const { applicationId } = await counter.file(instantOf(3));
    const result = { subjects: { applicant: person(3) } };
    const issued = await counter.moveTo(applicationId, 'ISSUED', { move: 'ISSUE_INSTANTLY', result }, INTAKE);
    certId = issued.recordId ?? '';
  });
  after(() => counter.served.close());
  const ask = <T = CertificateView & Refusal>(id: string, as: `${string}/intake` = INTAKE, query = '') =>
    counter.served.ask<T>(`/v1/certificates/${id}${query}`, { as });

  it('show what was issued, with what it says', async () => {
    const { status, body, headers } = await ask(certId);
    expect(status).to.equal(200);
    expect(body).to.include({ certificateId: certId, status: 'VALID' });
    expect(body.department.code).to.equal('human-resources');
    expect(body.claims.map(({ value }) => value)).to.include('Name 3');
    expect(headers.get('cache-control')).to.equal('no-store');
  });

  it('are a page of their own to print, without a script, under the strict policy of all pages', async () => {
    const { status, text, headers } = await ask<string>(certId, INTAKE, '?format=html');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect(text).to.contain('Name 3').and.to.contain('证照标识').and.to.contain('Certificate id');
    expect(text).not.to.match(/<script|<img|\son[a-z]+=|style=/u);
    const { text: style } = await counter.served.ask('/style.css');
    expect(style).to.contain('size: A4');
  });

  it('refuse an id whose check character does not fit', async () => {
    const last = certId.endsWith('0') ? '1' : '0';
    for (const wrong of [certId.slice(0, -1) + last, certId.slice(0, -1), certId.toLowerCase(), '%3Cscript%3E']) {
      const { status, body } = await ask(wrong);
      expect([status, body.code], wrong).to.deep.equal([422, 'CERTIFICATE_ID_INVALID']);
    }
  });

  it('are nowhere for another department, and under an id of nothing', async () => {
    const none = 'A'.repeat(25);
    for (const [id, as] of [
      [certId, 'civil-affairs/intake'],
      [none + checkCharacter(none), INTAKE],
    ] as const) {
      const { status, body } = await ask(id, as);
      expect([status, body.code]).to.deep.equal([404, 'NOT_FOUND']);
    }
  });

  it('escape every value', () => {
    const title = { zh: HOSTILE, en: HOSTILE };
    const page = certificatePage({
      certificateId: certId,
      title,
      department: { code: 'human-resources', title },
      recordType: 'human-resources.result',
      version: 1,
      status: 'REVOKED',
      validFrom: HOSTILE,
      validUntil: HOSTILE,
      issuedAt: HOSTILE,
      application: { applicationId: 'a'.repeat(26), itemCode: 'human-resources.item' },
      claims: [HOSTILE, [HOSTILE, HOSTILE], 7, false].map((value, index) => ({ claim: `c${index}`, title, value })),
      ledger: { transactionId: HOSTILE, blockNumber: 1 },
    });
    expect(page).not.to.contain('<script').and.not.to.contain('<img');
    expect(page).not.to.contain(HOSTILE);
    expect(page).to.contain('吊销 · Revoked').and.to.contain('否 · no');
  });
});
