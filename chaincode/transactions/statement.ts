// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, Digest } from '../domain/names.js';

/**
 * A statement as the response carries it: `canonicalJson(document)` are its bytes. It is believed only if the
 * same transaction is VALID and wrote the SHA-256 of these bytes under `keyHash` in `P(department)`.
 */
export const Statement = Type.Object(
  {
    department: DepartmentCode,
    /** SHA-256 of the key, base64url, as the hashed write shows it. */
    keyHash: Digest,
    document: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type Statement = Static<typeof Statement>;

/** What a transaction states, each key once, in the order of first writing. */
export const Statements = Type.Array(Statement);
