// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, Digest, MemberName, OwnedCode, PlainCode, Version } from '../names.js';
import { Day, Instant } from './texts.js';

/** A source's agreement that an item version may use its claims. A statement of the source. */
export const Consent = Type.Object(
  {
    v: Type.Literal(1),
    department: DepartmentCode,
    itemCode: OwnedCode,
    itemVersion: Version,
    /** SHA-256 of the canonical JSON of the item version that the source saw: its publisher can rewrite it later. */
    itemDigest: Digest,
    recordTypes: Type.Array(
      Type.Object(
        { recordType: OwnedCode, claims: Type.Array(MemberName, { uniqueItems: true }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
    purposes: Type.Array(PlainCode, { minItems: 1, uniqueItems: true }),
    /** Last day, Asia/Shanghai; `null` = until withdrawn. */
    until: Type.Union([Day, Type.Null()]),
    state: Type.Union([Type.Literal('GIVEN'), Type.Literal('WITHDRAWN')]),
    at: Instant,
  },
  { additionalProperties: false },
);
export type Consent = Static<typeof Consent>;
