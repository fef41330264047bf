// SPDX-License-Identifier: Apache-2.0
import type { Accreditation, Department, Duty, Purpose } from '../../../../chaincode/domain/catalogue/department.js';
import type { ClaimDefinition, RecordType } from '../../../../chaincode/domain/catalogue/record-type.js';
import type { ServiceItem } from '../../../../chaincode/domain/catalogue/service-item.js';

const title = (en: string) => ({ zh: en, en });
type Claim = Pick<ClaimDefinition, 'name' | 'type' | 'sharing'>;
const claim = (one: Claim): ClaimDefinition => ({ ...one, title: title(one.name), required: true });

export const DEPARTMENTS = ['data-bureau', 'civil-affairs', 'human-resources', 'social-insurance'] as const;

export function departments(ticketKey: string): Department[] {
  return DEPARTMENTS.map((code) => {
    const registrar = code === 'data-bureau';
    return {
      v: 1,
      code,
      version: 1,
      title: title(code),
      bodies: registrar ? ['AUDITOR', 'OPERATOR', 'PSEUDONYM_SERVICE'] : [],
      ticketKeys: registrar ? [ticketKey] : [],
    };
  });
}

export const purpose: Purpose = {
  v: 1,
  code: 'graduate-services',
  version: 1,
  title: title('Graduate services'),
  departments: ['human-resources'],
  legalReference: title('Regulation 1'),
};

export const household: RecordType = {
  v: 1,
  code: 'data-bureau.household',
  version: 1,
  title: title('Household register'),
  subjectKind: 'NATURAL_PERSON',
  claims: [
    claim({ name: 'name', type: 'string', sharing: 'UNCONDITIONAL' }),
    claim({ name: 'address', type: 'string', sharing: 'CONDITIONAL' }),
  ],
  defaultValidityDays: null,
};

export const marriage: RecordType = {
  v: 1,
  code: 'civil-affairs.marriage',
  version: 1,
  title: title('Marriage'),
  subjectKind: 'NATURAL_PERSON',
  claims: [
    claim({ name: 'spouse', type: 'subject', sharing: 'CONDITIONAL' }),
    claim({ name: 'registeredOn', type: 'date', sharing: 'CONDITIONAL' }),
  ],
  defaultValidityDays: null,
};

export const accreditations: Accreditation[] = [household, marriage].map(({ code }) => ({
  v: 1,
  code,
  version: 1,
  until: null,
  withdrawn: false,
}));

export const item: ServiceItem = {
  v: 1,
  code: 'human-resources.graduate-report',
  version: 1,
  title: title('Graduate report'),
  subjects: [
    { role: 'applicant', kind: 'NATURAL_PERSON', title: title('Applicant'), required: true },
    { role: 'spouse', kind: 'NATURAL_PERSON', title: title('Spouse'), required: false, relation: 'marriage-proof' },
  ],
  promisedWorkingDays: 1,
  instant: false,
  accessMinutes: 30,
  scenario: [{ name: 'married', title: title('Married?'), type: 'boolean', required: true }],
  requirements: [
    {
      materialCode: 'household-proof',
      title: title('Household register'),
      subjectRole: 'applicant',
      alternatives: [{ evidence: [{ recordType: household.code, waiverMethod: 'DATA_CALL' }] }],
      fallback: 'UPLOAD',
    },
    {
      materialCode: 'marriage-proof',
      title: title('Marriage certificate'),
      subjectRole: 'applicant',
      when: 'answer.married',
      alternatives: [
        {
          evidence: [
            {
              recordType: marriage.code,
              predicate: 'claim.spouse == subject.spouse',
              waiverMethod: 'SHARED_VERIFICATION',
            },
          ],
        },
      ],
      fallback: 'COMMITMENT',
    },
  ],
  fields: [
    {
      code: 'name',
      title: title('Name'),
      source: { subjectRole: 'applicant', recordType: household.code, claim: 'name' },
    },
    {
      code: 'address',
      title: title('Address'),
      source: { subjectRole: 'applicant', recordType: household.code, claim: 'address' },
    },
    {
      code: 'spouseName',
      title: title('Name of the spouse'),
      source: { subjectRole: 'spouse', recordType: household.code, claim: 'name' },
    },
  ],
  legalReference: title('Regulation 1'),
};

export const duty: Duty = {
  v: 1,
  code: 'graduate-placement',
  version: 1,
  title: title('Placement of graduates'),
  department: 'human-resources',
  recordTypes: [
    { recordType: household.code, claims: ['name', 'address'] },
    { recordType: marriage.code, claims: ['spouse', 'registeredOn'] },
  ],
  legalReference: title('Regulation 1'),
};

export const consents = [
  { department: 'data-bureau', recordTypes: [{ recordType: household.code, claims: ['address'] }] },
  { department: 'civil-affairs', recordTypes: [{ recordType: marriage.code, claims: ['spouse'] }] },
].map((consent) => ({
  ...consent,
  itemCode: item.code,
  itemVersion: item.version,
  purposes: [purpose.code],
  until: null,
}));
