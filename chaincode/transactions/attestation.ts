// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Refusal } from '../domain/access/access.js';
import { Day } from '../domain/catalogue/texts.js';
import { DepartmentCode, Digest, ImportId, OwnedCode, Salt, Version } from '../domain/names.js';
import type { RefusalCode } from '../domain/refusals.js';
import { RecordId } from '../domain/register/register-entry.js';

/** What goes on the ledger of each record: when it holds, and HMACs of source and content. No value. */
export const AttestationRequest = Type.Object(
  {
    department: DepartmentCode,
    recordType: OwnedCode,
    /** Version of the record type whose claims these are. */
    version: Version,
    /** The import that the records came with, so that a wrong one can be found and annulled as a whole. */
    importId: Type.Optional(ImportId),
    records: Type.Array(
      Type.Object(
        {
          from: Day,
          /** Last day; `null` = without end; absent = the record type's default. */
          until: Type.Optional(Type.Union([Day, Type.Null()])),
          /** HMAC of source system and record number under the department's own key. */
          source: Digest,
          /** HMAC of the record's content under the same key. */
          content: Digest,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);
export type AttestationRequest = Static<typeof AttestationRequest>;

/** The private part, element by element. Claims are checked per element, so that one bad record stops no other. */
export const PrivateRecord = Type.Object(
  {
    /** Register pseudonym of the subject in this department. */
    register: Digest,
    claims: Type.Record(Type.String(), Type.Unknown()),
    /** One fresh salt per claim, under the claim's name. */
    salts: Type.Record(Type.String(), Salt),
  },
  { additionalProperties: false },
);
export type PrivateRecord = Static<typeof PrivateRecord>;
export const AttestationTransient = { records: Type.Array(PrivateRecord, { minItems: 1, maxItems: 500 }) };
export type AttestationTransient = { readonly records: readonly PrivateRecord[] };

/**
 * What became of one record. `recordId` is the record that now stands (with UNCHANGED the one that stood
 * already); with REFUSED there is a code and, where one place is at fault, a pointer. Never a sentence: this is
 * on the ledger.
 */
export const AttestationResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    status: Type.Union([
      Type.Literal('CREATED'),
      Type.Literal('UNCHANGED'),
      Type.Literal('SUPERSEDED'),
      Type.Literal('REFUSED'),
    ]),
    recordId: Type.Optional(RecordId),
    code: Type.Optional(Refusal),
    pointer: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type AttestationResult = Static<typeof AttestationResult>;

/** What refuses the whole transaction. */
export const ATTESTATION_REFUSALS = [
  'REQUEST_MALFORMED',
  'ROLE_NOT_ENTITLED',
  'DEPARTMENT_NOT_ENTITLED',
  'TRANSIENT_MISSING',
  'RECORD_TYPE_UNKNOWN',
  'VERSION_UNKNOWN',
  'NOT_ACCREDITED',
] as const satisfies readonly RefusalCode[];

/** What refuses one record and lets the others stand. */
export const RECORD_REFUSALS = [
  'CLAIMS_INVALID',
  'CLAIMS_TOO_LARGE',
  'VALIDITY_INVALID',
  'REGISTER_FULL',
  'STATUS_CHANGE_NOT_ALLOWED',
  'TIME_WENT_BACK',
] as const satisfies readonly RefusalCode[];
