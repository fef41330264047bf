// SPDX-License-Identifier: Apache-2.0
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { householdRecord, households, person, verificationOf } from '../http/case-builders.js';
import { household, item } from '../usecases/support/catalogue.js';
import { company, companyCase, licences, MARKET } from './company.js';
import { ACTING_ROWS } from './acting-rows.js';
import { APPLICATION_ROWS } from './application-rows.js';
import { AROUND_ROWS } from './around-rows.js';
import { isAuditor, isOperator, type Caller } from './callers.js';
import { always, NOT_ENTITLED, NOT_FOUND, notOf, shownTo, type Outcome, type Question, type Row } from './row.js';
import { ABSENT } from './things.js';

const open =
  (path: string): Row =>
  () => ({ any: { path } });
const change = { status: 'VALID', reason: 'DECISION', day: '2026-01-01' };
const revert = { legalAct: 'Decision 7', day: '2026-01-01' };
const inquiry = { reason: 'ROUTINE_AUDIT', caseNo: 'AU-2030-2' };
const auditorOnly = (caller: Caller) => (isAuditor(caller) ? '200' : NOT_ENTITLED);

export const ROWS: Readonly<Record<string, Row>> = {
  index: open('/'),
  livez: open('/livez'),
  readyz: open('/readyz'),
  version: open('/version'),
  listProblems: open('/problems'),
  getProblem: () => ({
    there: { path: '/problems/NOT_FOUND' },
    absent: { path: '/problems/NONE', outcome: always('404 PROBLEM_UNKNOWN') },
  }),
  metrics: () => ({ any: { path: '/metrics', outcome: (caller) => (isOperator(caller) ? '200' : NOT_ENTITLED) } }),
  listDepartments: open('/v1/departments'),
  listPurposes: open('/v1/purposes'),
  listDuties: open('/v1/duties'),
  listRecordTypes: open('/v1/record-types'),
  getRecordType: () => ({
    there: { path: `/v1/record-types/${household.code}` },
    absent: { path: '/v1/record-types/data-bureau.none', outcome: always('404 RECORD_TYPE_UNKNOWN') },
  }),
  listItems: open('/v1/items'),
  getItem: () => ({
    there: { path: `/v1/items/${item.code}` },
    absent: { path: '/v1/items/human-resources.none', outcome: always('404 ITEM_UNKNOWN') },
  }),
  listThemes: open('/v1/themes'),
  getTheme: () => ({
    absent: { path: '/v1/themes/human-resources.none', outcome: always('404 THEME_UNKNOWN') },
  }),
  listHalls: open('/v1/halls'),
  listCalendars: open('/v1/calendars'),
  attestRecords: () => ({
    ofBureau: {
      path: '/v1/records',
      post: households(householdRecord(1)),
      outcome: (caller) => (caller.department === 'data-bureau' ? '200' : NOT_ENTITLED),
    },
    ofMarket: {
      path: '/v1/records',
      post: licences(1),
      outcome: (caller) => (caller.department === MARKET ? '200' : NOT_ENTITLED),
    },
    absentType: {
      path: '/v1/records',
      post: { ...households(householdRecord(1)), recordType: 'data-bureau.none' },
      outcome: always('404 RECORD_TYPE_UNKNOWN'),
    },
  }),
  getRecord: ({ bureauRecord, civilRecord, marketRecord }) => ({
    ofBureau: { path: `/v1/records/${bureauRecord}`, ...shownTo('data-bureau') },
    ofCivilAffairs: { path: `/v1/records/${civilRecord}`, ...shownTo('civil-affairs') },
    ofMarket: { path: `/v1/records/${marketRecord}`, ...shownTo(MARKET) },
    absent: { path: `/v1/records/${ABSENT.record}`, outcome: always(NOT_FOUND) },
  }),
  getRecordHistory: ({ bureauRecord, civilRecord, marketRecord }) => ({
    ofBureau: { path: `/v1/records/${bureauRecord}/history`, ...shownTo('data-bureau') },
    ofCivilAffairs: { path: `/v1/records/${civilRecord}/history`, ...shownTo('civil-affairs') },
    ofMarket: { path: `/v1/records/${marketRecord}/history`, ...shownTo(MARKET) },
    absent: { path: `/v1/records/${ABSENT.record}/history`, outcome: always(NOT_FOUND) },
  }),
  changeRecordStatus: ({ civilRecord, marketRecord }) => ({
    ofCivilAffairs: changeOf(civilRecord, 'civil-affairs'),
    ofMarket: changeOf(marketRecord, MARKET),
    absent: { path: `/v1/records/${ABSENT.record}/status`, post: change, outcome: always('404 RECORD_UNKNOWN') },
  }),
  listImports: open('/v1/imports'),
  revertImport: ({ bureauImport, marketImport }) => ({
    ofBureau: revertOf(bureauImport, 'data-bureau'),
    ofMarket: revertOf(marketImport, MARKET),
    absent: { path: `/v1/imports/${ABSENT.import}/revert`, post: revert, outcome: always(NOT_FOUND) },
  }),
  verifyMaterials: () => ({
    ownDuty: { path: '/v1/verifications', post: verificationOf(1), outcome: ofReader('200', '422') },
    aboutCompany: { path: '/v1/verifications', post: companyCase(1), outcome: ofReader('200', '422') },
    absentPurpose: {
      path: '/v1/verifications',
      post: verificationOf(1, { purposeCode: 'none' }),
      outcome: always('422 PURPOSE_UNKNOWN'),
    },
    absentDuty: {
      path: '/v1/verifications',
      post: verificationOf(1, { legalBasis: { kind: 'STATUTORY', dutyCode: 'none' } }),
      outcome: always('422 DUTY_UNKNOWN'),
    },
    absentItem: {
      path: '/v1/verifications',
      post: verificationOf(1, { itemCode: 'human-resources.none' }),
      outcome: always('404 ITEM_UNKNOWN'),
    },
  }),
  concludeVerification: ({ verification, companyVerification }) => ({
    ofHumanResources: conclusionOf(verification, verificationOf(1)),
    aboutCompany: conclusionOf(companyVerification, companyCase(1)),
    absent: { ...conclusionOf(ABSENT.verification, verificationOf(1)), outcome: always(NOT_FOUND) },
  }),
  getSubmission: () => ({
    absent: { path: `/v1/submissions/${ABSENT.verification}`, outcome: always(NOT_FOUND) },
  }),
  listVerifications: () => ({
    own: { path: '/v1/verifications' },
    ofHumanResources: {
      path: '/v1/verifications?department=human-resources',
      isForeign: (caller) => caller.department !== 'human-resources' && !isAuditor(caller),
    },
    absent: { path: '/v1/verifications?department=nobody' },
    byCase: {
      path: '/v1/verifications?caseNo=HR-2030-000001',
      outcome: (caller) => (isAuditor(caller) ? '422 CASE_DEPARTMENT_REQUIRED' : '200'),
    },
  }),
  getVerification: ({ verification, companyVerification }) => ({
    ofHumanResources: { path: `/v1/verifications/${verification}`, ...shownTo('human-resources') },
    aboutCompany: { path: `/v1/verifications/${companyVerification}`, ...shownTo('human-resources') },
    absent: { path: `/v1/verifications/${ABSENT.verification}`, outcome: always(NOT_FOUND) },
  }),
  ...APPLICATION_ROWS,
  ...ACTING_ROWS,
  ...AROUND_ROWS,
  queryDiary: () => ({
    any: { path: '/v1/diary-queries', post: { subject: person(1), ...inquiry }, outcome: auditorOnly },
    aboutCompany: { path: '/v1/diary-queries', post: { subject: company(1), ...inquiry }, outcome: auditorOnly },
    absent: { path: '/v1/diary-queries', post: { subject: person(99), ...inquiry }, outcome: auditorOnly },
  }),
  readDiary: ({ diary, companyDiary }) => ({
    asked: diaryAt(diary),
    ofCompany: diaryAt(companyDiary),
    absent: { path: `/v1/diaries/${ABSENT.diary}`, outcome: always('403 INQUIRY_REQUIRED') },
  }),
  traceRecord: ({ civilRecord, marketRecord }) => ({
    ofCivilAffairs: traceOf(civilRecord),
    ofMarket: traceOf(marketRecord),
    absent: {
      path: '/v1/provenance-queries',
      post: { recordId: ABSENT.record, ...inquiry },
      outcome: (caller) => (isAuditor(caller) ? NOT_FOUND : NOT_ENTITLED),
    },
  }),
  getTransaction: ({ transaction }) => ({
    ofHumanResources: {
      path: `/v1/transactions/${transaction}`,
      isForeign: (caller) => caller.department !== 'human-resources' && !isOperator(caller),
    },
    absent: { path: `/v1/transactions/${ABSENT.transaction}` },
  }),
};

/** The item's department reads; what others ask is refused by the rules, and on record. */
function ofReader(own: Outcome, others: string): (caller: Caller) => Outcome {
  return ({ department }) => (department === 'human-resources' ? own : `${others} PURPOSE_NOT_COVERED`);
}

/** Only the department that stated a record changes it. */
function changeOf(record: string, owner: string): Question {
  return {
    path: `/v1/records/${record}/status`,
    post: change,
    outcome: ({ department }) => (department === owner ? '409 STATUS_CHANGE_NOT_ALLOWED' : '404 RECORD_UNKNOWN'),
    isForeign: notOf(owner),
  };
}

function revertOf(importId: string, owner: string): Question {
  return {
    path: `/v1/imports/${importId}/revert`,
    post: revert,
    outcome: ({ department }) => (department === owner ? '200' : NOT_FOUND),
    isForeign: notOf(owner),
  };
}

function conclusionOf(verification: string, { scenario, subjects }: VerificationRequest): Question {
  return {
    path: `/v1/verifications/${verification}/conclusions`,
    post: { scenario, subjects },
    outcome: ({ department }) => (department === 'human-resources' ? '200' : NOT_FOUND),
    isForeign: notOf('human-resources'),
  };
}

function diaryAt(diary: string): Question {
  return {
    path: `/v1/diaries/${diary}`,
    outcome: (caller) => (isAuditor(caller) ? '200' : '403 INQUIRY_REQUIRED'),
    isForeign: (caller) => !isAuditor(caller),
  };
}

function traceOf(recordId: string): Question {
  return {
    path: '/v1/provenance-queries',
    post: { recordId, ...inquiry },
    outcome: auditorOnly,
    isForeign: (caller) => !isAuditor(caller),
  };
}
