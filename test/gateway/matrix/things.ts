// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { isRecordId } from '../../../chaincode/domain/register/record-id.js';
import type { DiaryQueryAnswer } from '../../../gateway/usecases/diaries/diary-query.js';
import type { RecordSubmissionAnswer } from '../../../gateway/usecases/records/record-submission.js';
import type { VerificationAnswer } from '../../../gateway/usecases/verifications/verification-answer.js';
import { householdRecord, households, person, verificationOf } from '../http/case-builders.js';
import type { ServedDistrict } from '../http/served-district.js';
import { company, companyCase, licences, MARKET, publishCompanies } from './company.js';
import { marriage } from '../usecases/support/catalogue.js';

/** Ids of what is on record, and of its like that is not. */
export interface Things {
  readonly bureauRecord: string;
  readonly civilRecord: string;
  /** About a company. */
  readonly marketRecord: string;
  readonly bureauImport: string;
  readonly marketImport: string;
  readonly verification: string;
  readonly companyVerification: string;
  /** Filed by human-resources, for an item of its own. */
  readonly application: string;
  /** Uploaded by human-resources; no application names it. */
  readonly upload: string;
  /** The transaction of that verification. */
  readonly transaction: string;
  readonly diary: string;
  readonly companyDiary: string;
}

export const ABSENT = {
  record: recordId('0'.repeat(25)),
  import: '00000000-0000-4000-8000-000000000000',
  verification: 'a'.repeat(26),
  application: 'a'.repeat(26),
  upload: 'A'.repeat(32),
  transaction: '0'.repeat(64),
  diary: 'A'.repeat(43),
} as const;

const IMPORT = '7d9f2b52-4f0e-4f5c-9a38-0c2f6f5c2a11';
const MARKET_IMPORT = '7d9f2b52-4f0e-4f5c-9a38-0c2f6f5c2a12';

/** The id that begins so: its last character checks the others. */
function recordId(start: string): string {
  const id = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    .map((last) => start + last)
    .find(isRecordId);
  if (id === undefined) throw new RangeError('no check character fits');
  return id;
}

/** Puts one thing of each kind on record, of persons and of companies. */
export async function putThings(district: ServedDistrict): Promise<Things> {
  await publishCompanies(district);
  const attest = async (department: string, post: object): Promise<string> => {
    const { body } = await district.ask<RecordSubmissionAnswer>('/v1/records', { as: `${department}/attester`, post });
    const [result] = body.results;
    expect(result?.status).to.equal('CREATED');
    return result?.recordId ?? '';
  };
  const bureauRecord = await attest('data-bureau', households(householdRecord(1)));
  await attest('data-bureau', { ...households(householdRecord(2)), importId: IMPORT });
  const wedding = { ...householdRecord(1), claims: { spouse: person(3), registeredOn: '2020-02-02' } };
  const civilRecord = await attest('civil-affairs', { recordType: marriage.code, records: [wedding] });
  const marketRecord = await attest(MARKET, licences(1));
  await attest(MARKET, { ...licences(2), importId: MARKET_IMPORT });
  const ofPerson = await verified(district, verificationOf(1));
  const ofCompany = await verified(district, companyCase(1));
  return {
    bureauRecord,
    civilRecord,
    marketRecord,
    bureauImport: IMPORT,
    marketImport: MARKET_IMPORT,
    verification: ofPerson.verificationId,
    companyVerification: ofCompany.verificationId,
    application: await filed(district),
    upload: await uploaded(district),
    transaction: ofPerson.ledger.transactionId,
    diary: await diaryOf(district, person(1)),
    companyDiary: await diaryOf(district, company(1)),
  };
}

async function verified(district: ServedDistrict, post: object): Promise<VerificationAnswer> {
  const asked = { as: 'human-resources/intake', post } as const;
  const { body } = await district.ask<VerificationAnswer>('/v1/verifications', asked);
  expect(body.outcome).to.equal('SATISFIED');
  return body;
}

async function filed(district: ServedDistrict): Promise<string> {
  const { caseNo, itemCode, scenario, subjects, purposeCode, legalBasis } = verificationOf(1);
  const contact = { name: 'Name 1', phone: '0' };
  const post = { caseNo, itemCode, scenario, subjects, purposeCode, legalBasis, contact };
  const { status, body } = await district.ask<{ applicationId: string }>('/v1/applications', {
    as: 'human-resources/intake',
    post,
  });
  expect(status).to.equal(201);
  return body.applicationId;
}

async function uploaded(district: ServedDistrict): Promise<string> {
  const { status, body } = await district.ask<{ uploadId: string }>('/v1/uploads', {
    as: 'human-resources/intake',
    post: '%PDF-1.7',
    headers: { 'content-type': 'application/pdf' },
  });
  expect(status).to.equal(201);
  return body.uploadId;
}

async function diaryOf(district: ServedDistrict, subject: object): Promise<string> {
  const post = { subject, reason: 'COMPLAINT', caseNo: 'AU-2030-1' };
  const asked = { as: 'data-bureau/auditor', post } as const;
  const { body } = await district.ask<DiaryQueryAnswer>('/v1/diary-queries', asked);
  return body.pseudonym;
}
