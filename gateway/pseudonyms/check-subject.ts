// SPDX-License-Identifier: Apache-2.0
import { checkCreditCode, checkResidentId } from '../../chaincode/domain/register/identifiers.js';
import type { Subject } from './pseudonym-service.js';

export type CheckedSubject =
  { readonly identifier: string } | { readonly code: 'IDENTIFIER_INVALID' | 'IDENTIFIER_KIND_WRONG' };

/**
 * Checks an identifier by its number and brings it into its one form. An identifier that is right for the other
 * kind of subject is named as such: the likeliest slip in a mapping file.
 */
export function checkSubject({ kind, identifier }: Subject): CheckedSubject {
  const [own, other] =
    kind === 'NATURAL_PERSON' ? [checkResidentId, checkCreditCode] : [checkCreditCode, checkResidentId];
  const checked = own(identifier);
  if (checked.ok) return { identifier: checked.identifier };
  return { code: other(identifier).ok ? 'IDENTIFIER_KIND_WRONG' : 'IDENTIFIER_INVALID' };
}
