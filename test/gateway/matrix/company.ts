// SPDX-License-Identifier: Apache-2.0
import type { Accreditation, Department, Duty } from '../../../chaincode/domain/catalogue/department.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { publishAccreditation } from '../../../chaincode/transactions/publish-accreditation.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { publishDuty } from '../../../chaincode/transactions/publish-duty.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import type { RecordSubmission } from '../../../gateway/usecases/records/record-submission.js';
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { verificationOf } from '../http/case-builders.js';
import type { ServedDistrict } from '../http/served-district.js';
import { duty, household, item, purpose } from '../usecases/support/catalogue.js';
import { creditCode } from '../usecases/support/identifiers.js';

export const MARKET = 'market-supervision';

const title = { zh: 'Business licence', en: 'Business licence' };
/** What is known of companies: the same rights, about a subject of the other kind. */
export const licence: RecordType = {
  ...household,
  code: `${MARKET}.business-licence`,
  title,
  subjectKind: 'LEGAL_PERSON',
};
const licenceDuty: Duty = {
  ...duty,
  code: 'company-services',
  recordTypes: [{ recordType: licence.code, claims: ['name', 'address'] }],
};
const companyItem: ServiceItem = {
  ...item,
  code: 'human-resources.company-report',
  subjects: [{ role: 'applicant', kind: 'LEGAL_PERSON', title, required: true }],
  scenario: [],
  requirements: [
    {
      materialCode: 'licence',
      title,
      subjectRole: 'applicant',
      alternatives: [{ evidence: [{ recordType: licence.code, waiverMethod: 'DATA_CALL' }] }],
      fallback: 'UPLOAD',
    },
  ],
  fields: [],
};

export const company = (sequence: number) => ({ kind: 'LEGAL_PERSON', identifier: creditCode(sequence) }) as const;

export function licences(sequence: number): RecordSubmission {
  const claims = { name: `Company ${sequence}`, address: `Road ${sequence}` };
  const row = { sourceSystem: 'companies', recordNumber: `C-${sequence}`, validFrom: '2020-01-01', claims };
  return { recordType: licence.code, records: [{ subject: company(sequence), ...row }] };
}

export function companyCase(sequence: number): VerificationRequest {
  return verificationOf(1, {
    itemCode: companyItem.code,
    scenario: {},
    subjects: { applicant: company(sequence) },
    legalBasis: { kind: 'STATUTORY', dutyCode: licenceDuty.code },
  });
}

/** Puts the department that knows companies, its record type and an item about companies onto the ledger. */
export async function publishCompanies({ gateway }: ServedDistrict): Promise<void> {
  const { ledger, projector } = gateway.parts;
  const by = (department: string) => ({ caller: { department, role: 'publisher' as Role }, watch: undefined });
  const [registrar, reader] = ['data-bureau', 'human-resources'] as const;
  const holder: Department = { v: 1, code: MARKET, version: 1, title, bodies: [], ticketKeys: [] };
  const accredited: Accreditation = { v: 1, code: licence.code, version: 1, until: null, withdrawn: false };
  await ledger.submit(publishDepartment, { department: registrar, document: holder }, by(registrar));
  await ledger.submit(publishRecordType, { department: MARKET, document: licence }, by(MARKET));
  await ledger.submit(publishAccreditation, { department: registrar, document: accredited }, by(registrar));
  await ledger.submit(publishDuty, { department: registrar, document: licenceDuty }, by(registrar));
  await ledger.submit(publishItem, { department: reader, document: companyItem }, by(reader));
  const recordTypes = [{ recordType: licence.code, claims: ['address'] }];
  const terms = { itemCode: companyItem.code, itemVersion: 1, purposes: [purpose.code], until: null, recordTypes };
  await ledger.submit(consentToItem, { department: MARKET, ...terms }, by(MARKET));
  await projector.waitFor((await ledger.height()) - 1n, 10_000);
}
