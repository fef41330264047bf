// SPDX-License-Identifier: Apache-2.0
import { isDay } from '../time.js';

/** What is wrong with an identifier: a closed word, so that no message needs to repeat the identifier. */
export type IdentifierFault = 'LENGTH' | 'FIFTEEN_DIGITS' | 'CHARACTER' | 'DATE' | 'CHECK_CHARACTER';

export type CheckedIdentifier =
  { readonly ok: true; readonly identifier: string } | { readonly ok: false; readonly fault: IdentifierFault };

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const RESIDENT_CHECKS = '10X98765432';
const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Full-width digits and letters made narrow, lower case made upper, white space around taken off. */
export function normalizeIdentifier(text: string): string {
  const narrow = text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/gu, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  return narrow.trim().toUpperCase();
}

/**
 * A resident identity number (GB 11643): six digits of division, a birthday that exists, three of sequence and
 * the MOD 11-2 check character. The 15-digit numbers of before 1999 are refused by name: they are not unique.
 */
export function checkResidentId(text: string): CheckedIdentifier {
  const identifier = normalizeIdentifier(text);
  if (/^\d{15}$/u.test(identifier)) return { ok: false, fault: 'FIFTEEN_DIGITS' };
  if (identifier.length !== 18) return { ok: false, fault: 'LENGTH' };
  if (!/^[1-9]\d{16}[\dX]$/u.test(identifier)) return { ok: false, fault: 'CHARACTER' };
  const birthday = `${identifier.slice(6, 10)}-${identifier.slice(10, 12)}-${identifier.slice(12, 14)}`;
  if (!isDay(birthday)) return { ok: false, fault: 'DATE' };
  return checked(identifier, residentCheckCharacter(identifier.slice(0, 17)));
}

/** A unified social credit code (GB 32100): 18 characters without I, O, S, V and Z, and a MOD 31 check character. */
export function checkCreditCode(text: string): CheckedIdentifier {
  const identifier = normalizeIdentifier(text);
  if (identifier.length !== 18) return { ok: false, fault: 'LENGTH' };
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/u.test(identifier))
    return { ok: false, fault: 'CHARACTER' };
  return checked(identifier, creditCheckCharacter(identifier.slice(0, 17)));
}

/** Check character of the first 17 digits of a resident identity number. */
export function residentCheckCharacter(digits: string): string {
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return RESIDENT_CHECKS.charAt(sum % 11);
}

/** Check character of the first 17 characters of a unified social credit code. */
export function creditCheckCharacter(body: string): string {
  const value = (index: number) => CREDIT_CHARACTERS.indexOf(body.charAt(index));
  const sum = CREDIT_WEIGHTS.reduce((total, weight, index) => total + weight * value(index), 0);
  return CREDIT_CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

function checked(identifier: string, expected: string): CheckedIdentifier {
  return identifier.endsWith(expected) ? { ok: true, identifier } : { ok: false, fault: 'CHECK_CHARACTER' };
}
