// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, ImportId, OwnedCode } from '../../../chaincode/domain/names.js';
import { RecordId } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';
import { NextCursor, pageQuery } from '../page.js';

/** What an import put on the ledger of one record type. Rows that changed nothing, or were refused, left no trace there. */
const ImportView = Type.Object(
  {
    importId: ImportId,
    department: DepartmentCode,
    recordType: OwnedCode,
    firstAt: Instant,
    lastAt: Instant,
    created: Type.Integer({ minimum: 0 }),
    /** Of those, records that replaced an earlier one of the same row. */
    superseding: Type.Integer({ minimum: 0 }),
    /** Of those, records annulled because the import was reverted. */
    reverted: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

export const ImportQuery = Type.Object(pageQuery, { additionalProperties: false });
export type ImportQuery = Static<typeof ImportQuery>;

export const ImportList = Type.Object(
  { imports: Type.Array(ImportView), next: NextCursor },
  { $id: 'ImportList', additionalProperties: false },
);
export type ImportList = Static<typeof ImportList>;

export const ImportParams = Type.Object({ importId: ImportId }, { additionalProperties: false });
export type ImportParams = Static<typeof ImportParams>;

export const ImportRevert = Type.Object(
  {
    /** The act behind it, as its reference number or text. Only its HMAC under the department's key goes on the ledger. */
    legalAct: Type.String({ minLength: 1, maxLength: 4000 }),
    /** Day from which the annulment counts; not in the future. */
    day: Day,
    /** Where the last call ended: its `next`. */
    after: Type.Optional(RecordId),
  },
  { $id: 'ImportRevert', additionalProperties: false },
);
export type ImportRevert = Static<typeof ImportRevert>;

export const ImportRevertAnswer = Type.Object(
  {
    importId: ImportId,
    annulled: Type.Integer({ minimum: 0 }),
    /** Records that could not be annulled: they had ended meanwhile, or are suspended. */
    refused: Type.Integer({ minimum: 0 }),
    /** The last record looked at where more may follow; `null` at the end. */
    next: Type.Union([RecordId, Type.Null()]),
    /** `null` when no record of the import stood any more. */
    ledger: Type.Union([LedgerReference, Type.Null()]),
  },
  { $id: 'ImportRevertAnswer', additionalProperties: false },
);
export type ImportRevertAnswer = Static<typeof ImportRevertAnswer>;
