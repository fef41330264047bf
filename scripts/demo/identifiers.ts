// SPDX-License-Identifier: Apache-2.0
import { creditCheckCharacter, residentCheckCharacter } from '../../chaincode/domain/register/identifiers.js';
import type { Gender } from './names.js';
import type { Random } from './random.js';

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Identifiers that nobody has twice in one district. Division code and check digit are true to the standards;
 * the rest is chance, so that a number of a living person can only be met by accident and says nothing of them.
 */
export class Identifiers {
  readonly #random: Random;
  readonly #taken: Set<string>;

  constructor(random: Random, taken: readonly string[]) {
    this.#random = random;
    this.#taken = new Set(taken);
  }

  resident(division: string, birthDate: string, gender: Gender): string {
    return this.#fresh(() => {
      const sequence = this.#random.between(0, 499) * 2 + (gender === 'MALE' ? 1 : 0);
      return residentId(division, birthDate, sequence);
    });
  }

  company(division: string): string {
    return this.#fresh(() => {
      const organisation = Array.from({ length: 9 }, () => this.#random.character(CREDIT_CHARACTERS)).join('');
      return creditCode(division, organisation);
    });
  }

  #fresh(make: () => string): string {
    for (;;) {
      const made = make();
      if (this.#taken.has(made)) continue;
      this.#taken.add(made);
      return made;
    }
  }
}

export function residentId(division: string, birthDate: string, sequence: number): string {
  const digits = `${division}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return digits + residentCheckCharacter(digits);
}

/** A company registered with market supervision: the code begins with 91. */
export function creditCode(division: string, organisation: string): string {
  const body = `91${division}${organisation}`;
  return body + creditCheckCharacter(body);
}
