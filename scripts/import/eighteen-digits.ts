// SPDX-License-Identifier: Apache-2.0
import { checkResidentId, residentCheckCharacter } from '../../chaincode/domain/register/identifiers.js';

/** Sequence numbers that the 15-digit form kept for persons over a hundred, whose century it does not tell. */
const CENTENARIANS = /99[6-9]$/u;

/**
 * The 18-character form (GB 11643-1999) of a 15-digit resident identity number: the century 19 and a check character
 * are added. `undefined` for what is no such number, has no such birthday, or leaves the century open.
 */
export function eighteenDigits(fifteen: string): string | undefined {
  if (!/^[1-9]\d{14}$/u.test(fifteen) || CENTENARIANS.test(fifteen)) return undefined;
  const body = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  const checked = checkResidentId(body + residentCheckCharacter(body));
  return checked.ok ? checked.identifier : undefined;
}
