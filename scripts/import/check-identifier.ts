// SPDX-License-Identifier: Apache-2.0
import type { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';
import { checkCreditCode, checkResidentId } from '../../chaincode/domain/register/identifiers.js';
import type { CheckedIdentifier } from '../../chaincode/domain/register/identifiers.js';
import { eighteenDigits } from './eighteen-digits.js';
import { plainText } from './plain-text.js';

const CHECKS: Readonly<Record<SubjectKind, (text: string) => CheckedIdentifier>> = {
  NATURAL_PERSON: checkResidentId,
  LEGAL_PERSON: checkCreditCode,
};
const OTHER: Readonly<Record<SubjectKind, SubjectKind>> = {
  NATURAL_PERSON: 'LEGAL_PERSON',
  LEGAL_PERSON: 'NATURAL_PERSON',
};

export type IdentifierRefusal = 'IDENTIFIER_INVALID' | 'IDENTIFIER_KIND_WRONG' | 'IDENTIFIER_FIFTEEN_DIGITS';

/** What to do with resident identity numbers in the 15-digit form of before 1999. */
export type FifteenDigits = 'refuse' | 'convert';

/**
 * The identifier in its plain form, or what is wrong with it. Full-width characters, blanks and a lower-case x are
 * forgiven. A 15-digit resident identity number is refused by name, or converted where the mapping says so.
 */
export function checkIdentifier(
  kind: SubjectKind,
  text: string,
  fifteenDigits: FifteenDigits = 'refuse',
): { readonly identifier: string } | { readonly refusal: IdentifierRefusal } {
  const plain = plainText(text);
  const checked = CHECKS[kind](plain);
  if (checked.ok) return { identifier: checked.identifier };
  if (checked.fault === 'FIFTEEN_DIGITS') {
    const converted = fifteenDigits === 'convert' ? eighteenDigits(plain) : undefined;
    return converted === undefined ? { refusal: 'IDENTIFIER_FIFTEEN_DIGITS' } : { identifier: converted };
  }
  return { refusal: CHECKS[OTHER[kind]](plain).ok ? 'IDENTIFIER_KIND_WRONG' : 'IDENTIFIER_INVALID' };
}
