// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RecordSubmission } from '../../../gateway/usecases/records/record-submission.js';
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { residentId } from './support/identifiers.js';
import { openDistrict, session, type District } from './support/district.js';

const intake = session('human-resources', 'intake');
const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;

function householdOf(sequences: readonly number[]): RecordSubmission {
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

describe('verifying the materials of a case', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    await useCases.attestRecords(session('data-bureau', 'attester'), householdOf([1, 2, 3]), {});
  });

  after(async () => {
    await district.close();
  });

  const request = (changes: Partial<VerificationRequest> = {}): VerificationRequest => ({
    caseNo: 'FS-2026-000001',
    itemCode: 'human-resources.graduate-report',
    scenario: { married: false },
    subjects: { applicant: person(1) },
    purposeCode: 'graduate-services',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-placement' },
    disclose: 'verdicts',
    ...changes,
  });

  it('answers with verdicts and no value by default', async () => {
    const answer = await district.useCases.verify(intake, request());
    console.log(JSON.stringify(answer, null, 1));
    expect(answer.outcome).to.equal('SATISFIED');
  });
});
