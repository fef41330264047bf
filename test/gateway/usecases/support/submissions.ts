// SPDX-License-Identifier: Apache-2.0
import type { RecordSubmission } from '../../../../gateway/usecases/records/record-submission.js';
import type { VerificationRequest } from '../../../../gateway/usecases/verifications/verification-request.js';
import { residentId } from './identifiers.js';

export const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;

export function households(...sequences: readonly number[]): RecordSubmission {
  return {
    recordType: 'data-bureau.household',
    records: sequences.map((sequence) => ({
      subject: person(sequence),
      sourceSystem: 'household',
      recordNumber: `H-${sequence}`,
      validFrom: '2020-01-01',
      claims: { name: `Name ${sequence}`, address: `Road ${sequence}` },
    })),
  };
}

export function marriage(sequence: number, spouse: number): RecordSubmission {
  return {
    recordType: 'civil-affairs.marriage',
    records: [
      {
        subject: person(sequence),
        sourceSystem: 'marriage',
        recordNumber: `M-${sequence}`,
        validFrom: '2021-05-01',
        claims: { spouse: person(spouse), registeredOn: '2021-05-01' },
      },
    ],
  };
}

export function verification(changes: Partial<VerificationRequest> = {}): VerificationRequest {
  return {
    caseNo: 'FS-2026-000001',
    itemCode: 'human-resources.graduate-report',
    scenario: { married: false },
    subjects: { applicant: person(1) },
    purposeCode: 'graduate-services',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-placement' },
    disclose: 'verdicts',
    ...changes,
  };
}
