// SPDX-License-Identifier: Apache-2.0
import type { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';
import { checkCreditCode, checkResidentId } from '../../chaincode/domain/register/identifiers.js';
import type { CheckedIdentifier } from '../../chaincode/domain/register/identifiers.js';
import { plainText } from './plain-text.js';

const CHECKS: Readonly<Record<SubjectKind, (text: string) => CheckedIdentifier>> = {
  NATURAL_PERSON: checkResidentId,
  LEGAL_PERSON: checkCreditCode,
};
const OTHER: Readonly<Record<SubjectKind, SubjectKind>> = {
  NATURAL_PERSON: 'LEGAL_PERSON',
  LEGAL_PERSON: 'NATURAL_PERSON',
};

/** The identifier in its plain form, or what is wrong with it. Full-width characters, blanks and a lower-case x are forgiven. */
export function checkIdentifier(
  kind: SubjectKind,
  text: string,
): { readonly identifier: string } | { readonly refusal: 'IDENTIFIER_INVALID' | 'IDENTIFIER_KIND_WRONG' } {
  const plain = plainText(text);
  const checked = CHECKS[kind](plain);
  if (checked.ok) return { identifier: checked.identifier };
  return { refusal: CHECKS[OTHER[kind]](plain).ok ? 'IDENTIFIER_KIND_WRONG' : 'IDENTIFIER_INVALID' };
}
