// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, Digest, MemberName, OwnedCode, Version } from '../../../chaincode/domain/names.js';
import { Reason, RecordId, Status } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';

export const RecordParams = Type.Object({ id: RecordId }, { additionalProperties: false });
export type RecordParams = Static<typeof RecordParams>;

/** A record without its values. */
export const RecordView = Type.Object(
  {
    recordId: RecordId,
    department: DepartmentCode,
    recordType: OwnedCode,
    version: Version,
    status: Status,
    validFrom: Day,
    validUntil: Type.Union([Day, Type.Null()]),
    attestedAt: Instant,
    commitments: Type.Record(MemberName, Digest, { additionalProperties: false }),
    predecessor: Type.Optional(RecordId),
    successor: Type.Optional(RecordId),
    /** Transaction that attested it. */
    ledger: LedgerReference,
  },
  { $id: 'RecordView', additionalProperties: false },
);
export type RecordView = Static<typeof RecordView>;

/** One event in the life of a record. The first is its attestation. */
export const RecordEvent = Type.Object(
  {
    status: Status,
    at: Instant,
    reason: Type.Optional(Reason),
    legalAct: Type.Optional(Digest),
    day: Type.Optional(Day),
    successor: Type.Optional(RecordId),
    ledger: LedgerReference,
  },
  { additionalProperties: false },
);
export type RecordEvent = Static<typeof RecordEvent>;

export const RecordHistory = Type.Object(
  { recordId: RecordId, events: Type.Array(RecordEvent) },
  { $id: 'RecordHistory', additionalProperties: false },
);
export type RecordHistory = Static<typeof RecordHistory>;
