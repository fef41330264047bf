// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';

/**
 * A person or company as a request names them. The identifier goes no further than the pseudonym service:
 * it is checked by number, never logged, never on the ledger.
 */
export const SubjectReference = Type.Object(
  { kind: SubjectKind, identifier: Type.String({ minLength: 1, maxLength: 40 }) },
  { additionalProperties: false },
);
export type SubjectReference = Static<typeof SubjectReference>;
