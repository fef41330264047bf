// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Disclose, LegalBasis, Refusal } from '../../../chaincode/domain/access/access.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { Instant } from '../../../chaincode/domain/catalogue/texts.js';
import {
  DepartmentCode,
  Digest,
  MemberName,
  OfficerHandle,
  OwnedCode,
  PlainCode,
} from '../../../chaincode/domain/names.js';
import { LedgerReference } from '../ledger-reference.js';
import { NextCursor, pageQuery } from '../page.js';

export const DiaryParams = Type.Object({ pseudonym: Digest }, { additionalProperties: false });
export type DiaryParams = Static<typeof DiaryParams>;
export const DiaryPageQuery = Type.Object(pageQuery, { additionalProperties: false });
export type DiaryPageQuery = Static<typeof DiaryPageQuery>;

/** One access to one subject's records. */
export const DiaryRow = Type.Object(
  {
    n: Type.Integer({ minimum: 1 }),
    verificationId: TicketId,
    reader: DepartmentCode,
    officer: OfficerHandle,
    role: MemberName,
    itemCode: OwnedCode,
    purposeCode: PlainCode,
    legalBasis: LegalBasis,
    disclose: Disclose,
    at: Instant,
    outcome: Type.Union([Type.Literal('OPENED'), Type.Literal('REFUSED')]),
    refusal: Type.Optional(Refusal),
    /** Per source how many verdicts of each kind, by verdict; empty for a source that has not concluded. */
    sources: Type.Array(
      Type.Object(
        { department: DepartmentCode, verdicts: Type.Record(Type.String(), Type.Integer({ minimum: 1 })) },
        { additionalProperties: false },
      ),
    ),
    /** `h(n)` as computed from this row and the head before it. */
    h: Digest,
    ledger: LedgerReference,
  },
  { additionalProperties: false },
);
export type DiaryRow = Static<typeof DiaryRow>;

/** Whether the rows, chained from the first, end in the head that stands on the ledger. */
export const ChainCheck = Type.Object(
  {
    result: Type.Union([Type.Literal('INTACT'), Type.Literal('BROKEN')]),
    /** First number that does not fit; with BROKEN. */
    brokenAt: Type.Optional(Type.Integer({ minimum: 1 })),
    head: Type.Union([
      Type.Object({ n: Type.Integer({ minimum: 1 }), h: Digest }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type ChainCheck = Static<typeof ChainCheck>;

export const DiaryView = Type.Object(
  { pseudonym: Digest, rows: Type.Array(DiaryRow), chain: ChainCheck, next: NextCursor },
  { $id: 'DiaryView', additionalProperties: false },
);
export type DiaryView = Static<typeof DiaryView>;
