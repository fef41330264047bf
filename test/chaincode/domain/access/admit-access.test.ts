// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { AccessRequest } from '../../../../chaincode/domain/access/access.js';
import { admitAccess } from '../../../../chaincode/domain/access/admit-access.js';
import type { AdmissionCatalogue } from '../../../../chaincode/domain/access/check-codes.js';
import { accessRequest, core, READING_DUTY, READING_PURPOSE, reportItem } from '../../support/access.js';
import { duty, purpose } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';
import { digest } from '../../support/register.js';

const catalogue = { item: reportItem(), purpose: READING_PURPOSE, duty: READING_DUTY };
const admit = (request: Partial<AccessRequest> = {}, changes: Partial<AdmissionCatalogue> = {}) =>
  admitAccess('human-resources', accessRequest(request), { ...catalogue, ...changes });
const subjects = (...roles: [role: string, kind: 'NATURAL_PERSON' | 'LEGAL_PERSON'][]) => {
  const signature = 'A'.repeat(86);
  return {
    ticket: { signature, core: core({ subjects: roles.map(([role, kind]) => ({ role, kind, diary: digest(role) })) }) },
  };
};
const basis = { authorisationId: digest('authorisation') };

describe('admitting an access', () => {
  it('answers the plan', () => {
    expect(admit().map(({ recordType, judged }) => [recordType, judged])).to.deep.equal([
      ['civil-affairs.marriage', ['married']],
    ]);
  });

  itHolds([
    {
      name: 'a basis of the holder',
      rule: () => admit({ legalBasis: { kind: 'HOLDER', ...basis } }),
      refused: 'AUTHORISATIONS_NOT_AVAILABLE',
    },
    {
      name: 'a basis of a delegate',
      rule: () => admit({ legalBasis: { kind: 'DELEGATED', ...basis } }),
      refused: 'AUTHORISATIONS_NOT_AVAILABLE',
    },
    {
      name: 'a purpose that is not there, whatever the basis',
      rule: () => admit({ legalBasis: { kind: 'HOLDER', ...basis } }, { purpose: undefined }),
      refused: 'PURPOSE_UNKNOWN',
    },
    {
      name: 'an item version that is not there',
      rule: () => admit({}, { item: undefined }),
      refused: 'VERSION_UNKNOWN',
    },
    { name: 'a purpose that is not there', rule: () => admit({}, { purpose: undefined }), refused: 'PURPOSE_UNKNOWN' },
    {
      name: 'a purpose of other departments',
      rule: () => admit({}, { purpose: purpose({ departments: ['civil-affairs'] }) }),
      refused: 'PURPOSE_NOT_COVERED',
    },
    {
      name: 'a material that is not declared',
      rule: () => admit({ materials: ['tax-return'] }),
      refused: 'MATERIAL_NOT_DECLARED',
    },
    {
      name: 'a field that is not declared',
      rule: () => admit({ disclose: 'fields', fields: ['salary'] }),
      refused: 'FIELD_NOT_DECLARED',
    },
    { name: 'a duty that is not there', rule: () => admit({}, { duty: undefined }), refused: 'DUTY_UNKNOWN' },
    {
      name: 'the duty of another department',
      rule: () => admit({}, { duty: { ...READING_DUTY, department: 'civil-affairs' } }),
      refused: 'DUTY_NOT_COVERED',
    },
    {
      name: 'a duty without the record type',
      rule: () => admit({ materials: ['diploma'] }, { duty: duty() }),
      refused: 'DUTY_NOT_COVERED',
    },
    {
      name: 'a duty without a claim that is judged',
      rule: () => admit({}, { duty: duty() }),
      refused: 'DUTY_NOT_COVERED',
    },
    {
      name: 'a duty without a claim that is released',
      rule: () => admit({ materials: [], disclose: 'fields', fields: ['marriedSince'] }, { duty: duty() }),
      refused: 'DUTY_NOT_COVERED',
    },
    {
      name: 'a duty that has just the claims',
      rule: () => admit({ materials: [], disclose: 'fields', fields: ['fullName'] }, { duty: duty() }),
    },
    {
      name: 'the optional subject beside',
      rule: () => admit(subjects(['applicant', 'NATURAL_PERSON'], ['spouse', 'NATURAL_PERSON'])),
    },
    {
      name: 'subjects without a required one',
      rule: () => admit(subjects(['spouse', 'NATURAL_PERSON'])),
      refused: 'SUBJECTS_INVALID',
    },
    {
      name: 'a subject of the wrong kind',
      rule: () => admit(subjects(['applicant', 'LEGAL_PERSON'])),
      refused: 'SUBJECTS_INVALID',
    },
    {
      name: 'a role that the item does not know',
      rule: () => admit(subjects(['applicant', 'NATURAL_PERSON'], ['cousin', 'NATURAL_PERSON'])),
      refused: 'SUBJECTS_INVALID',
    },
    {
      name: 'a role twice',
      rule: () => admit(subjects(['applicant', 'NATURAL_PERSON'], ['applicant', 'NATURAL_PERSON'])),
      refused: 'SUBJECTS_INVALID',
    },
    {
      name: 'a field about a subject who is not there',
      rule: () => admit({ disclose: 'fields', fields: ['spouseName'] }),
      refused: 'SUBJECTS_INVALID',
    },
  ]);
});
