// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkAccreditation, isAccredited } from '../../../../chaincode/domain/catalogue/check-accreditation.js';
import { checkConsent } from '../../../../chaincode/domain/catalogue/check-consent.js';
import { checkDepartment } from '../../../../chaincode/domain/catalogue/check-department.js';
import { checkDuty } from '../../../../chaincode/domain/catalogue/check-duty.js';
import { checkPurpose } from '../../../../chaincode/domain/catalogue/check-purpose.js';
import { accreditation, department, duty, purpose, recordType, viewOf } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';

const view = viewOf(['human-resources'], [recordType()]);
const key = 'A'.repeat(124);
const inDepartment = (changes: Parameters<typeof department>[1]) => () => {
  checkDepartment(department('x', changes), view);
};
const inDuty = (changes: Parameters<typeof duty>[0]) => () => {
  checkDuty(duty(changes), view);
};
const marriage = (...claims: string[]) => ({ recordType: 'civil-affairs.marriage', claims });

describe('documents of the registrar', () => {
  itHolds([
    { name: 'a department', rule: inDepartment({}) },
    {
      name: 'a department with a known predecessor and a successor to come',
      rule: inDepartment({ predecessor: 'human-resources', successor: 'later' }),
    },
    {
      name: 'a pseudonym service with a key',
      rule: inDepartment({ bodies: ['PSEUDONYM_SERVICE'], ticketKeys: [key] }),
    },
    {
      name: 'a department that precedes itself',
      refused: 'CATALOGUE_INVALID',
      at: '/document/predecessor',
      rule: inDepartment({ predecessor: 'x' }),
    },
    {
      name: 'a department that follows itself',
      refused: 'CATALOGUE_INVALID',
      at: '/document/successor',
      rule: inDepartment({ successor: 'x' }),
    },
    {
      name: 'ticket keys of another body',
      refused: 'CATALOGUE_INVALID',
      at: '/document/ticketKeys',
      rule: inDepartment({ bodies: ['AUDITOR'], ticketKeys: [key] }),
    },
    {
      name: 'an unknown predecessor',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/predecessor',
      rule: inDepartment({ predecessor: 'y' }),
    },
    {
      name: 'a purpose',
      rule: () => {
        checkPurpose(purpose(), view);
      },
    },
    {
      name: 'a purpose of an unknown department',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/departments/1',
      rule: () => {
        checkPurpose(purpose({ departments: ['human-resources', 'y'] }), view);
      },
    },
    { name: 'a duty', rule: inDuty({}) },
    {
      name: 'a duty of an unknown department',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/department',
      rule: inDuty({ department: 'y' }),
    },
    {
      name: 'one record type twice',
      refused: 'CATALOGUE_INVALID',
      at: '/document/recordTypes/1/recordType',
      rule: inDuty({ recordTypes: [marriage(), marriage()] }),
    },
    {
      name: 'a duty over an unknown record type',
      refused: 'RECORD_TYPE_UNKNOWN',
      rule: inDuty({ recordTypes: [{ recordType: 'a.b', claims: [] }] }),
    },
    {
      name: 'a duty over an unknown claim',
      refused: 'CLAIM_UNKNOWN',
      at: '/document/recordTypes/0/claims/1',
      rule: inDuty({ recordTypes: [marriage('name', 'x')] }),
    },
    {
      name: 'a duty over a claim that is never shared',
      refused: 'CLAIM_NOT_SHARED',
      rule: inDuty({ recordTypes: [marriage('secret')] }),
    },
    {
      name: 'an accreditation without end',
      rule: () => {
        checkAccreditation(accreditation(), view);
      },
    },
    {
      name: 'an accreditation until a day',
      rule: () => {
        checkAccreditation(accreditation({ until: '2024-02-29' }), view);
      },
    },
    {
      name: 'an accreditation until no day',
      refused: 'VALIDITY_INVALID',
      at: '/document/until',
      rule: () => {
        checkAccreditation(accreditation({ until: '2023-02-29' }), view);
      },
    },
    {
      name: 'an accreditation for an unknown record type',
      refused: 'RECORD_TYPE_UNKNOWN',
      rule: () => {
        checkAccreditation(accreditation({ code: 'a.b' }), view);
      },
    },
  ]);

  for (const [name, document, expected] of [
    ['nobody without one', undefined, false],
    ['without end', accreditation(), true],
    ['on the last day', accreditation({ until: '2024-06-01' }), true],
    ['not the day after', accreditation({ until: '2024-05-31' }), false],
    ['not once withdrawn', accreditation({ withdrawn: true }), false],
  ] as const) {
    it(`accredits ${name}`, () => expect(isAccredited(document, '2024-06-01')).to.equal(expected));
  }
});

describe('a consent', () => {
  const consent = (changes: object) => () => {
    checkConsent({ department: 'civil-affairs', recordTypes: [marriage('name')], until: null, ...changes }, view);
  };
  itHolds([
    { name: 'own claims without end', rule: consent({}) },
    { name: 'an end', rule: consent({ until: '2030-01-01' }) },
    {
      name: 'a record type of another department',
      refused: 'DEPARTMENT_NOT_ENTITLED',
      at: '/recordTypes/0/recordType',
      rule: consent({ department: 'human-resources' }),
    },
    {
      name: 'an unknown record type',
      refused: 'RECORD_TYPE_UNKNOWN',
      rule: consent({ recordTypes: [{ recordType: 'civil-affairs.divorce', claims: [] }] }),
    },
    {
      name: 'an unknown claim',
      refused: 'CLAIM_UNKNOWN',
      at: '/recordTypes/0/claims/0',
      rule: consent({ recordTypes: [marriage('x')] }),
    },
    {
      name: 'a claim that is never shared',
      refused: 'CLAIM_NOT_SHARED',
      rule: consent({ recordTypes: [marriage('secret')] }),
    },
    { name: 'an end on no day', refused: 'VALIDITY_INVALID', at: '/until', rule: consent({ until: '2023-02-29' }) },
  ]);
});
