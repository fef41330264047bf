// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';
import { inLanguage } from '../language.js';

/** Reads an option that is a whole number within bounds, both included. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(
      inLanguage({ zh: `应为 ${least} 至 ${most} 的整数`, en: `a whole number from ${least} to ${most}` }),
    );
  };
}
