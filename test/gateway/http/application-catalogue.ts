// SPDX-License-Identifier: Apache-2.0
import { calendarCode, type Calendar } from '../../../chaincode/domain/catalogue/calendar.js';
import type { Accreditation } from '../../../chaincode/domain/catalogue/department.js';
import type { Hall } from '../../../chaincode/domain/catalogue/hall.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../../chaincode/domain/catalogue/theme.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { publishAccreditation } from '../../../chaincode/transactions/publish-accreditation.js';
import { publishCalendar } from '../../../chaincode/transactions/publish-calendar.js';
import { publishHall } from '../../../chaincode/transactions/publish-hall.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { publishTheme } from '../../../chaincode/transactions/publish-theme.js';
import type { Ledger } from '../../../gateway/ledger/ledger.js';
import { household, item as verified, purpose } from '../usecases/support/catalogue.js';

const title = (en: string) => ({ zh: en, en });
const claim = (name: string, type: 'string' | 'integer' | 'date', required = true) =>
  ({ name, title: title(name), type, required, sharing: 'UNCONDITIONAL' }) as const;

/** What the items below result in. */
export const subsidy: RecordType = {
  v: 1,
  code: 'human-resources.subsidy',
  version: 1,
  title: title('Subsidy'),
  subjectKind: 'NATURAL_PERSON',
  claims: [
    claim('name', 'string'),
    claim('account', 'string'),
    claim('grantedOn', 'date'),
    claim('amount', 'integer', false),
  ],
  defaultValidityDays: null,
};

const asked: Pick<ServiceItem, 'asks' | 'resultRecordType' | 'resultClaims'> = {
  asks: [
    { code: 'account', title: title('Account'), type: 'string', required: true, maxLength: 30 },
    { code: 'months', title: title('Months'), type: 'integer', required: false, minimum: 1, maximum: 12 },
  ],
  resultRecordType: subsidy.code,
  resultClaims: [
    { claim: 'name', from: { field: 'name' } },
    { claim: 'account', from: { ask: 'account' } },
    { claim: 'grantedOn', from: { day: 'DECISION' } },
  ],
};

/** Reviewed by an officer; the marriage of those who are married can be committed to. */
export const reviewed: ServiceItem = {
  ...verified,
  ...asked,
  code: 'human-resources.graduate-subsidy',
  promisedWorkingDays: 5,
  statutoryWorkingDays: 20,
  correctionWorkingDays: 5,
};

const [householdProof] = verified.requirements;
const applicant = verified.subjects.filter(({ role }) => role === 'applicant');
const ofApplicant = verified.fields.filter(({ source }) => source.subjectRole === 'applicant');

/** Issued at once while the household stands. */
export const instant: ServiceItem = {
  ...verified,
  ...asked,
  code: 'human-resources.instant-subsidy',
  subjects: applicant,
  scenario: [],
  requirements: householdProof === undefined ? [] : [householdProof],
  fields: ofApplicant,
  promisedWorkingDays: 0,
  instant: true,
};

/** Of another department; it is part of the theme. */
export const registration: ServiceItem = {
  ...instant,
  code: 'civil-affairs.registration',
  asks: [{ code: 'motto', title: title('Motto'), type: 'string', required: true }],
  instant: false,
  promisedWorkingDays: 3,
};
delete (registration as { resultRecordType?: string }).resultRecordType;
delete (registration as { resultClaims?: unknown }).resultClaims;

export const theme: Theme = {
  v: 1,
  code: 'human-resources.graduation',
  version: 1,
  title: title('Graduation'),
  scenario: [
    { name: 'registering', title: title('Registering?'), type: 'boolean', required: true },
    { name: 'married', title: title('Married?'), type: 'boolean', required: true },
  ],
  items: [
    { itemCode: reviewed.code, dependsOn: [] },
    { itemCode: registration.code, when: 'answer.registering', dependsOn: [reviewed.code] },
  ],
  promisedWorkingDays: 8,
  baseline: { materials: 6, workingDays: 20 },
  legalReference: title('Regulation 1'),
};

export const hall: Hall = {
  v: 1,
  code: 'central',
  version: 1,
  title: title('Central hall'),
  address: title('Road 1'),
  openings: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30' }],
};

const accreditation: Accreditation = { v: 1, code: subsidy.code, version: 1, until: null, withdrawn: false };

/** Publishes items that can be applied for, what they result in, a theme and a hall. */
export async function publishApplicationCatalogue(ledger: Ledger): Promise<void> {
  const by = (department: string) => ({ caller: { department, role: 'publisher' as const }, watch: undefined });
  const registrar = 'data-bureau';
  const own = 'human-resources';
  await ledger.submit(publishRecordType, { department: own, document: subsidy }, by(own));
  await ledger.submit(publishAccreditation, { department: registrar, document: accreditation }, by(registrar));
  for (const document of [reviewed, instant]) await ledger.submit(publishItem, { department: own, document }, by(own));
  await ledger.submit(publishItem, { department: 'civil-affairs', document: registration }, by('civil-affairs'));
  for (const { code, version } of [reviewed, instant, registration]) {
    const recordTypes = [{ recordType: household.code, claims: ['address'] }];
    const terms = { itemCode: code, itemVersion: version, purposes: [purpose.code], until: null };
    await ledger.submit(consentToItem, { department: registrar, ...terms, recordTypes }, by(registrar));
  }
  const marriage = [{ recordType: 'civil-affairs.marriage', claims: ['spouse'] }];
  const terms = { itemCode: reviewed.code, itemVersion: 1, purposes: [purpose.code], until: null };
  await ledger.submit(
    consentToItem,
    { department: 'civil-affairs', ...terms, recordTypes: marriage },
    by('civil-affairs'),
  );
  await ledger.submit(publishHall, { department: registrar, document: hall }, by(registrar));
  await ledger.submit(publishTheme, { department: own, document: theme }, by(own));
}

/** Publishes the calendars of this year and the two after it. */
export async function publishCalendars(ledger: Ledger): Promise<void> {
  const department = 'data-bureau';
  const by = { caller: { department, role: 'publisher' as const }, watch: undefined };
  const year = new Date().getUTCFullYear();
  for (const document of [year, year + 1, year + 2].map(calendarOf))
    await ledger.submit(publishCalendar, { department, document }, by);
}

function calendarOf(year: number): Calendar {
  const code = calendarCode(year);
  return {
    v: 1,
    code,
    version: 1,
    title: title(code),
    year,
    holidays: [],
    workdays: [],
    legalReference: title('Notice'),
  };
}
