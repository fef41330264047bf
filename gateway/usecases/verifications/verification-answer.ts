// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Refusal, Verdict } from '../../../chaincode/domain/access/access.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { WaiverMethod } from '../../../chaincode/domain/catalogue/service-item.js';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, MemberName, OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { ClaimValue, RecordId } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';

export const Outcome = Type.Union([Type.Literal('SATISFIED'), Type.Literal('INCOMPLETE'), Type.Literal('REFUSED')]);
export type Outcome = Static<typeof Outcome>;
const Fallback = Type.Union([Type.Literal('UPLOAD'), Type.Literal('COMMITMENT'), Type.Literal('NONE')]);

const evidence = {
  verdict: Verdict,
  /** With REFUSED: which rule. */
  refusal: Type.Optional(Refusal),
  waiverMethod: WaiverMethod,
  department: DepartmentCode,
  recordType: OwnedCode,
  recordId: Type.Optional(RecordId),
  attestedAt: Type.Optional(Instant),
  validUntil: Type.Optional(Type.Union([Day, Type.Null()])),
};

/** One record that a material rests on. */
export const EvidenceAnswer = Type.Object(evidence, { additionalProperties: false });
export type EvidenceAnswer = Static<typeof EvidenceAnswer>;

/** One material. Verdict and source are those of the evidence that decided; `evidence` lists all where the alternative asks for several. */
export const MaterialAnswer = Type.Object(
  {
    materialCode: PlainCode,
    ...evidence,
    evidence: Type.Optional(Type.Array(EvidenceAnswer)),
    /** Released values by claim; only with `fields`, and only once checked against the ledger. */
    fields: Type.Optional(Type.Record(MemberName, ClaimValue, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type MaterialAnswer = Static<typeof MaterialAnswer>;

/** A form field filled in from a record. */
export const PrefilledField = Type.Object(
  {
    field: MemberName,
    value: ClaimValue,
    source: Type.Object(
      { department: DepartmentCode, recordType: OwnedCode, recordId: RecordId, attestedAt: Instant },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type PrefilledField = Static<typeof PrefilledField>;

/** What the applicant still has to bring, and what is accepted instead of the record. */
export const MissingMaterial = Type.Object(
  { materialCode: PlainCode, verdict: Verdict, accepts: Fallback, department: DepartmentCode },
  { additionalProperties: false },
);
export type MissingMaterial = Static<typeof MissingMaterial>;

export const VerificationAnswer = Type.Object(
  {
    verificationId: TicketId,
    outcome: Outcome,
    /** Until when sources that did not answer can still be asked. */
    expiresAt: Instant,
    materials: Type.Array(MaterialAnswer),
    prefill: Type.Array(PrefilledField),
    missing: Type.Array(MissingMaterial),
    /** Sources whose values were granted and did not come; their fields are left empty. */
    valuesUnavailable: Type.Optional(Type.Array(DepartmentCode)),
    /** On a repeat after `expiresAt`: sources release nothing any more. */
    valuesNoLongerAvailable: Type.Optional(Type.Literal(true)),
    ledger: LedgerReference,
  },
  { $id: 'VerificationAnswer', additionalProperties: false },
);
export type VerificationAnswer = Static<typeof VerificationAnswer>;
