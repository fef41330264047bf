// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ResultOf, ClaimValue, RecordId, STATUSES } from '../../../chaincode/domain/register/register-entry.js';
import { Day, Instant, Title } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, MemberName, OwnedCode, Version } from '../../../chaincode/domain/names.js';
import { LedgerReference } from '../ledger-reference.js';

const closed = { additionalProperties: false } as const;

/** Any text: one that is no certificate id is told so, not that its shape is wrong. */
export const CertificateParams = Type.Object({ certId: Type.String({ maxLength: 100 }) }, closed);

/** A result that was issued, as it can be shown and printed. */
export const CertificateView = Type.Object(
  {
    /** The record's id; its last character checks the others (ISO 7064 MOD 37,36, as GB/T 36904 does). */
    certificateId: RecordId,
    title: Title,
    department: Type.Object({ code: DepartmentCode, title: Title }, closed),
    recordType: OwnedCode,
    version: Version,
    /** EXPIRED: its last day has passed. */
    status: Type.Enum([...STATUSES, 'EXPIRED']),
    validFrom: Day,
    validUntil: Type.Union([Day, Type.Null()]),
    issuedAt: Instant,
    application: ResultOf,
    /** What it says, in the order of the record type. */
    claims: Type.Array(Type.Object({ claim: MemberName, title: Title, value: ClaimValue }, closed)),
    ledger: LedgerReference,
  },
  { $id: 'CertificateView', ...closed },
);
export type CertificateView = Static<typeof CertificateView>;
