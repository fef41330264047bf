// SPDX-License-Identifier: Apache-2.0
import type { CatalogueView } from '../../../chaincode/domain/catalogue/catalogue-view.js';
import type { Calendar } from '../../../chaincode/domain/catalogue/calendar.js';
import type { Accreditation, Department, Duty, Purpose } from '../../../chaincode/domain/catalogue/department.js';
import type { Hall } from '../../../chaincode/domain/catalogue/hall.js';
import type { ClaimDefinition, RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { Requirement, ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../../chaincode/domain/catalogue/theme.js';

/** Small documents that are in order; a test changes the one thing that it is about. */
const title = { zh: '名称', en: 'Title' };

export function department(code: string, changes: Partial<Department> = {}): Department {
  return { v: 1, code, version: 1, title, bodies: [], ticketKeys: [], ...changes };
}

export function purpose(changes: Partial<Purpose> = {}): Purpose {
  const departments = ['human-resources'];
  return { v: 1, code: 'talent-service', version: 1, title, departments, legalReference: title, ...changes };
}

export function claim(name: string, changes: Partial<ClaimDefinition> = {}): ClaimDefinition {
  return { name, title, type: 'string', required: false, sharing: 'CONDITIONAL', ...changes };
}

export function recordType(changes: Partial<RecordType> = {}): RecordType {
  const claims = [
    claim('name', { required: true }),
    claim('married', { type: 'boolean' }),
    claim('partner', { type: 'subject' }),
    claim('secret', { sharing: 'NOT_SHARED' }),
  ];
  const code = 'civil-affairs.marriage';
  return {
    v: 1,
    code,
    version: 1,
    title,
    subjectKind: 'NATURAL_PERSON',
    claims,
    defaultValidityDays: null,
    ...changes,
  };
}

export function duty(changes: Partial<Duty> = {}): Duty {
  const recordTypes = [{ recordType: 'civil-affairs.marriage', claims: ['name'] }];
  const code = 'talent-duty';
  return {
    v: 1,
    code,
    version: 1,
    title,
    department: 'human-resources',
    recordTypes,
    legalReference: title,
    ...changes,
  };
}

export function accreditation(changes: Partial<Accreditation> = {}): Accreditation {
  return { v: 1, code: 'civil-affairs.marriage', version: 1, until: null, withdrawn: false, ...changes };
}

export function requirement(changes: Partial<Requirement> = {}): Requirement {
  const evidence = [{ recordType: 'civil-affairs.marriage', waiverMethod: 'DATA_CALL' as const }];
  const alternatives = [{ evidence }];
  return {
    materialCode: 'marriage-proof',
    title,
    subjectRole: 'applicant',
    alternatives,
    fallback: 'UPLOAD',
    ...changes,
  };
}

export function item(changes: Partial<ServiceItem> = {}): ServiceItem {
  return {
    v: 1,
    code: 'human-resources.graduate-report',
    version: 1,
    title,
    subjects: [{ role: 'applicant', kind: 'NATURAL_PERSON', title, required: true }],
    promisedWorkingDays: 5,
    instant: false,
    accessMinutes: 30,
    scenario: [{ name: 'married', title, type: 'boolean', required: false }],
    requirements: [requirement()],
    fields: [
      {
        code: 'fullName',
        title,
        source: { subjectRole: 'applicant', recordType: 'civil-affairs.marriage', claim: 'name' },
      },
    ],
    legalReference: title,
    ...changes,
  };
}

export function calendar(changes: Partial<Calendar> = {}): Calendar {
  const days = { holidays: ['2024-05-01', '2024-10-01'], workdays: ['2024-04-28'] };
  return { v: 1, code: 'year-2024', version: 1, title, year: 2024, ...days, legalReference: title, ...changes };
}

export function hall(changes: Partial<Hall> = {}): Hall {
  const openings = [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' }];
  return { v: 1, code: 'town-hall', version: 1, title, address: title, openings, ...changes };
}

export function theme(changes: Partial<Theme> = {}): Theme {
  return {
    v: 1,
    code: 'human-resources.graduate',
    version: 1,
    title,
    scenario: [{ name: 'married', title, type: 'boolean', required: false }],
    items: [{ itemCode: 'human-resources.graduate-report', dependsOn: [] }],
    promisedWorkingDays: 15,
    baseline: { materials: 2, workingDays: 20 },
    legalReference: title,
    ...changes,
  };
}

export function viewOf(departments: readonly string[], recordTypes: readonly RecordType[]): CatalogueView {
  return {
    department: (code) => (departments.includes(code) ? department(code) : undefined),
    recordType: (code) => recordTypes.find((candidate) => candidate.code === code),
  };
}
