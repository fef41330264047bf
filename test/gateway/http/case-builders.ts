// SPDX-License-Identifier: Apache-2.0
import type { RecordSubmission, SubmittedRecord } from '../../../gateway/usecases/records/record-submission.js';
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { household, item, purpose, duty } from '../usecases/support/catalogue.js';
import { creditCode, residentId } from '../usecases/support/identifiers.js';

export const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;

/** One digit of a good number changed: the check cannot hold. */
export const wrongCheck = { kind: 'NATURAL_PERSON', identifier: wrongDigit(residentId(1)) } as const;
export const companyAsPerson = { kind: 'NATURAL_PERSON', identifier: creditCode(1) } as const;

function wrongDigit(identifier: string): string {
  return `${identifier.slice(0, -2)}${(Number(identifier.at(-2)) + 1) % 10}${identifier.slice(-1)}`;
}

export function householdRecord(sequence: number, change: Partial<SubmittedRecord> = {}): SubmittedRecord {
  return {
    subject: person(sequence),
    sourceSystem: 'household',
    recordNumber: `H-${sequence}`,
    validFrom: '2020-01-01',
    claims: { name: `Name ${sequence}`, address: `Road ${sequence}` },
    ...change,
  };
}

export function households(...records: SubmittedRecord[]): RecordSubmission {
  return { recordType: household.code, records };
}

export function verificationOf(sequence: number, change: Partial<VerificationRequest> = {}): VerificationRequest {
  return {
    caseNo: 'HR-2030-000001',
    itemCode: item.code,
    scenario: { married: false },
    subjects: { applicant: person(sequence) },
    purposeCode: purpose.code,
    legalBasis: { kind: 'STATUTORY', dutyCode: duty.code },
    disclose: 'verdicts',
    ...change,
  };
}
