// SPDX-License-Identifier: Apache-2.0

const ledger = { transactionId: '3f'.repeat(32), blockNumber: 128 };
const recordId = '0Q4W1T7K2M9XB3V6C8N5ZJDH1F';
const attestedAt = '2026-03-02T01:30:00.000Z';
/** The specimen number that GB 11643 itself prints; it belongs to nobody. */
const subject = { kind: 'NATURAL_PERSON', identifier: '11010519491231002X' };
/** Ms Li of the demo and her employer, as invented as she is: what /docs shows can be sent as it stands. */
const msLi = { kind: 'NATURAL_PERSON', identifier: '440604200305174869' };
const employer = { kind: 'LEGAL_PERSON', identifier: '91440604MA0NED0011' };

/** One example per schema that people write or read first; a test holds each against its schema. */
export const EXAMPLES: Readonly<Record<string, object>> = {
  VerificationRequest: {
    caseNo: 'HR-2026-000123',
    itemCode: 'human-resources.graduate-report',
    scenario: { firstJob: true },
    subjects: { applicant: msLi, employer },
    purposeCode: 'employment-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'employment-duty' },
    disclose: 'fields',
  },
  VerificationAnswer: {
    verificationId: 'k3v7q2m5x4b6n2a7c5d4e3f2g7',
    outcome: 'SATISFIED',
    expiresAt: '2026-03-02T02:05:00.000Z',
    materials: [
      {
        materialCode: 'household-register',
        verdict: 'VERIFIED',
        waiverMethod: 'DATA_CALL',
        department: 'data-bureau',
        recordType: 'data-bureau.household-register',
        recordId,
        attestedAt,
        validUntil: null,
      },
    ],
    prefill: [
      {
        field: 'householdAddress',
        value: '岭南大道 1 号',
        source: { department: 'data-bureau', recordType: 'data-bureau.household-register', recordId, attestedAt },
      },
    ],
    missing: [],
    ledger,
  },
  ApplicationRequest: {
    caseNo: 'HR-2026-000124',
    itemCode: 'human-resources.graduate-report',
    scenario: { firstJob: true },
    subjects: { applicant: msLi, employer },
    purposeCode: 'employment-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'employment-duty' },
    contact: { name: '李女士', phone: '13800000000', address: '岭南大道 1 号' },
  },
  MoveRequest: { move: 'ISSUE_INSTANTLY', result: { subjects: { applicant: msLi } } },
  DepositRequest: {
    contact: { name: '李女士', phone: '13800000000', address: '岭南大道 1 号' },
    scenario: { firstJob: true },
  },
  RecordSubmission: {
    recordType: 'data-bureau.household-register',
    records: [
      {
        subject,
        sourceSystem: 'household',
        recordNumber: 'H-20260001',
        validFrom: '2026-01-01',
        validUntil: null,
        claims: { address: '岭南大道 1 号' },
      },
    ],
  },
  RecordSubmissionAnswer: {
    results: [
      { index: 0, status: 'CREATED', recordId },
      {
        index: 1,
        status: 'REFUSED',
        code: 'IDENTIFIER_INVALID',
        detail: 'The identifier fails its check',
        pointer: '/records/1/subject/identifier',
      },
    ],
    ledger,
  },
  RecordStatusChange: { status: 'REVOKED', reason: 'DECISION', legalAct: 'Decision 2026-17', day: '2026-03-01' },
  ThemePlanRequest: { scenario: { heavyVehicles: true } },
  ImportRevert: { legalAct: 'Decision 2026-18', day: '2026-03-03' },
  ImportRevertAnswer: {
    importId: '7d9f2b52-4f0e-4f5c-9a38-0c2f6f5c2a11',
    annulled: 499,
    refused: 1,
    next: null,
    ledger,
  },
  ConclusionRequest: { scenario: { firstJob: true }, subjects: { applicant: msLi, employer } },
  ProvenanceQuery: { recordId, reason: 'ROUTINE_AUDIT', caseNo: 'AU-2026-0008' },
  DiaryQuery: { subject, reason: 'SUBJECT_REQUEST', caseNo: 'AU-2026-0007' },
};
