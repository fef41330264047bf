// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ImportId, OwnedCode, Version } from '../../../chaincode/domain/names.js';
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';
import { AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { LedgerReference } from '../ledger-reference.js';
import { SubjectReference } from '../subject-reference.js';

/**
 * One row of a department's own register. What a rule checks (days, identifiers, claims) is open here on
 * purpose: a bad row must not turn the good ones away.
 */
export const SubmittedRecord = Type.Object(
  {
    subject: SubjectReference,
    sourceSystem: Type.String({ minLength: 1, maxLength: 60 }),
    recordNumber: Type.String({ minLength: 1, maxLength: 120 }),
    validFrom: Type.String({ maxLength: 40 }),
    /** Absent: the record type's default validity; `null`: without end. */
    validUntil: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
    /** By name; a claim of type `subject` is given as `{ kind, identifier }`. */
    claims: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type SubmittedRecord = Static<typeof SubmittedRecord>;

export const RecordSubmission = Type.Object(
  {
    recordType: OwnedCode,
    /** Default: the version in force. */
    version: Type.Optional(Version),
    /** A UUID that the submitter makes for one import: all its records can be listed and annulled by it. */
    importId: Type.Optional(ImportId),
    records: Type.Array(SubmittedRecord, { minItems: 1, maxItems: 500 }),
  },
  { $id: 'RecordSubmission', additionalProperties: false },
);
export type RecordSubmission = Static<typeof RecordSubmission>;

export const RecordSubmissionQuery = Type.Object(
  { dryRun: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
export type RecordSubmissionQuery = Static<typeof RecordSubmissionQuery>;

const ELEMENT_CODES = ['IDENTIFIER_INVALID', 'IDENTIFIER_KIND_WRONG'] as const;
const codes = [...(Object.keys(REFUSALS) as RefusalCode[]), ...ELEMENT_CODES];

const { status, recordId } = AttestationResult.properties;

export const SubmissionResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    status,
    recordId,
    code: Type.Optional(Type.Enum(codes)),
    detail: Type.Optional(Type.String()),
    pointer: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type SubmissionResult = Static<typeof SubmissionResult>;

export const RecordSubmissionAnswer = Type.Object(
  {
    importId: Type.Optional(ImportId),
    results: Type.Array(SubmissionResult),
    /** The last transaction of the request; `null` when nothing was written. */
    ledger: Type.Union([LedgerReference, Type.Null()]),
  },
  { $id: 'RecordSubmissionAnswer', additionalProperties: false },
);
export type RecordSubmissionAnswer = Static<typeof RecordSubmissionAnswer>;
