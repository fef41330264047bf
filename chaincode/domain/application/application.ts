// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { TicketId } from '../access/ticket.js';
import { Instant } from '../catalogue/texts.js';
import { DepartmentCode, Digest, MemberName, OfficerHandle, OwnedCode, PlainCode, Version } from '../names.js';
import { FiledMaterial } from './filed-material.js';
import { FilingMove, TaskMove } from './move-shapes.js';

/** In one document; what holds more is not read. */
export const MOST_MOVES = 200;

/** 130 bits in base32, lower case: see `application-id.ts`. */
export const ApplicationId = TicketId;

/** One item of an application, as it was filed. */
export const FiledItem = Type.Object(
  {
    itemCode: OwnedCode,
    itemVersion: Version,
    /** SHA-256 of the canonical JSON of that item: its publisher and another could write another over it. */
    itemDigest: Digest,
    /** The access by which its materials were verified; absent where no record was asked for. */
    accessId: Type.Optional(TicketId),
    /** Items of this application whose result this one needs. */
    dependsOn: Type.Array(OwnedCode, { maxItems: 20, uniqueItems: true }),
    /** How each material that applies to the case is met, in the item's order. */
    materials: Type.Array(FiledMaterial, { maxItems: 40 }),
    /** Materials that were on record and asked of the applicant all the same. */
    repeatCollected: Type.Array(PlainCode, { maxItems: 40, uniqueItems: true }),
    /** Fields that a record filled in and the applicant changed. */
    changedFields: Type.Array(MemberName, { maxItems: 60, uniqueItems: true }),
    /** SHA-256 of the canonical JSON of the `FormPart` that is deposited with the item's department. */
    deposit: Digest,
  },
  { additionalProperties: false },
);
export type FiledItem = Static<typeof FiledItem>;

/**
 * An application, as its filing department states it: facts that never change, and the moves of the applicant's side.
 * Public, stamped by `filedBy`.
 */
export const Filing = Type.Object(
  {
    v: Type.Literal(1),
    applicationId: ApplicationId,
    /** What its id was made from, together with `filedBy`: no other department can file under it. */
    madeIn: Type.Object(
      { transactionId: Type.String({ pattern: '^[A-Za-z0-9]{1,64}$' }), index: Type.Integer({ minimum: 0 }) },
      { additionalProperties: false },
    ),
    filedBy: DepartmentCode,
    officer: OfficerHandle,
    at: Instant,
    /** HMAC of the case number under the filing department's own key; that of the accesses. */
    caseRef: Digest,
    theme: Type.Optional(Type.Object({ code: OwnedCode, version: Version }, { additionalProperties: false })),
    /** Where the results are to be collected; absent = by post. */
    hall: Type.Optional(PlainCode),
    items: Type.Array(FiledItem, { minItems: 1, maxItems: 20 }),
    moves: Type.Array(FilingMove, { maxItems: MOST_MOVES }),
  },
  { additionalProperties: false },
);
export type Filing = Static<typeof Filing>;

/** What an item's department did about its item. Public, stamped by that department; there from its first move on. */
export const Task = Type.Object(
  {
    v: Type.Literal(1),
    applicationId: ApplicationId,
    itemCode: OwnedCode,
    moves: Type.Array(TaskMove, { minItems: 1, maxItems: MOST_MOVES }),
  },
  { additionalProperties: false },
);
export type Task = Static<typeof Task>;
