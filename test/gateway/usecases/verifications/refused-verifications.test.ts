// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { VerificationRequest } from '../../../../gateway/usecases/verifications/verification-request.js';
import { AccessRefused } from '../../../../gateway/usecases/verifications/access-refused.js';
import { creditCode, residentId } from '../support/identifiers.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const id43 = 'A'.repeat(43);

describe('a verification that may not be', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(1), {});
  });

  after(async () => {
    await district.close();
  });

  const onRecord: { name: string; changes: Partial<VerificationRequest>; code: string }[] = [
    {
      name: 'an authorisation of the holder',
      changes: { legalBasis: { kind: 'HOLDER', authorisationId: id43 } },
      code: 'AUTHORISATIONS_NOT_AVAILABLE',
    },
    {
      name: 'an authorisation of a delegate',
      changes: { legalBasis: { kind: 'DELEGATED', authorisationId: id43 } },
      code: 'AUTHORISATIONS_NOT_AVAILABLE',
    },
    { name: 'no applicant', changes: { subjects: { spouse: person(1) } }, code: 'SUBJECTS_INVALID' },
  ];

  for (const { name, changes, code } of onRecord) {
    it(`for ${name} is refused as ${code}, and the refusal is on record`, async () => {
      const { useCases } = district;
      const refusal = await rejectionOf(useCases.verify(intake, verification(changes)));
      expect(refusal).to.be.instanceOf(AccessRefused).with.property('code', code);
      const { verificationId, ledger } = refusal as AccessRefused;
      const view = await useCases.getVerification(intake, verificationId);
      expect(view).to.deep.include({ outcome: 'REFUSED', refusal: code, ledger, materials: [], sources: [] });
    });
  }

  it('by a department without the purpose is refused as PURPOSE_NOT_COVERED', async () => {
    const refusal = await rejectionOf(district.useCases.verify(session('social-insurance', 'intake'), verification()));
    expect(refusal).to.be.instanceOf(AccessRefused).with.property('code', 'PURPOSE_NOT_COVERED');
  });

  const identifier = (text: string) => ({ applicant: { kind: 'NATURAL_PERSON' as const, identifier: text } });
  const nothingWritten: { name: string; changes: Partial<VerificationRequest>; code: string; pointer: string }[] = [
    {
      name: 'an unknown item',
      changes: { itemCode: 'human-resources.nothing' },
      code: 'ITEM_UNKNOWN',
      pointer: '/itemCode',
    },
    { name: 'a short case number', changes: { caseNo: 'A1' }, code: 'CASE_NO_INVALID', pointer: '/caseNo' },
    {
      name: 'an identifier as case number',
      changes: { caseNo: residentId(1) },
      code: 'CASE_NO_INVALID',
      pointer: '/caseNo',
    },
    {
      name: 'a wrong check digit',
      changes: { subjects: identifier('440604199001010011') },
      code: 'IDENTIFIER_INVALID',
      pointer: '/subjects/applicant/identifier',
    },
    {
      name: 'a company for a person',
      changes: { subjects: identifier(creditCode(1)) },
      code: 'IDENTIFIER_KIND_WRONG',
      pointer: '/subjects/applicant/identifier',
    },
    {
      name: 'an unknown purpose',
      changes: { purposeCode: 'curiosity' },
      code: 'PURPOSE_UNKNOWN',
      pointer: '/purposeCode',
    },
    {
      name: 'an unknown purpose, on an authorisation',
      changes: { purposeCode: 'curiosity', legalBasis: { kind: 'HOLDER', authorisationId: id43 } },
      code: 'PURPOSE_UNKNOWN',
      pointer: '/purposeCode',
    },
    {
      name: 'an unknown duty',
      changes: { legalBasis: { kind: 'STATUTORY', dutyCode: 'nosiness' } },
      code: 'DUTY_UNKNOWN',
      pointer: '/legalBasis/dutyCode',
    },
    {
      name: 'a role that the item does not name',
      changes: { subjects: { applicant: person(1), neighbour: person(2) } },
      code: 'SUBJECTS_INVALID',
      pointer: '/subjects',
    },
    { name: 'nobody', changes: { subjects: {} }, code: 'SUBJECTS_INVALID', pointer: '/subjects' },
    {
      name: 'a question left open',
      changes: { scenario: {} },
      code: 'REQUEST_MALFORMED',
      pointer: '/scenario/married',
    },
    {
      name: 'an answer to no question',
      changes: { scenario: { married: true, rich: true } },
      code: 'REQUEST_MALFORMED',
      pointer: '/scenario',
    },
  ];

  for (const { name, changes, code, pointer } of nothingWritten) {
    it(`for ${name} is refused as ${code}, and nothing is written`, async () => {
      const height = await district.ledger.height();
      const refusal = await rejectionOf(district.useCases.verify(intake, verification(changes)));
      expect(refusal).to.include({ code, pointer });
      expect(await district.ledger.height()).to.equal(height);
    });
  }

  it('does not repeat a role that the caller made up', async () => {
    const subjects = { applicant: person(1), zhangsan: { kind: 'NATURAL_PERSON' as const, identifier: '1' } };
    const refusal = await rejectionOf(district.useCases.verify(intake, verification({ subjects })));
    expect(refusal).to.include({ code: 'SUBJECTS_INVALID', pointer: '/subjects' });
  });
});
