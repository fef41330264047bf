// SPDX-License-Identifier: Apache-2.0
import { creditCheckCharacter, residentCheckCharacter } from '../../../../chaincode/domain/register/identifiers.js';

/** A resident identity number that passes its check and belongs to nobody: division 440604, sequence chosen. */
export function residentId(sequence: number, birthday = '19900101'): string {
  const digits = `440604${birthday}${String(sequence).padStart(3, '0')}`;
  return digits + residentCheckCharacter(digits);
}

/** A unified social credit code that passes its check. */
export function creditCode(sequence: number): string {
  const body = `91440604${String(sequence).padStart(9, '0')}`;
  return body + creditCheckCharacter(body);
}
