// SPDX-License-Identifier: Apache-2.0
import type { Told } from '../../network-failure.js';
import { isSatisfied } from './needed-signatures.js';
import type { Need } from './needed-signatures.js';

/** How many of how many there are, and whose are missing. */
export function missingText(lacking: readonly Need[], signers: ReadonlySet<string>): Told {
  const told = lacking.map(({ policy, count, of }) => {
    const there = of.filter((one) => isThere(one, signers)).length;
    const absent = of
      .filter((one) => !isThere(one, signers))
      .map((one) => (typeof one === 'string' ? one : one.policy));
    const names = absent.join(', ');
    return {
      zh: `${policy} 需要 ${of.length} 方中的 ${count} 方签名，已有 ${there} 方；尚未签名：${names}`,
      en: `${policy} takes ${count} of ${of.length} signatures, there are ${there}; missing: ${names}`,
    };
  });
  return {
    zh: `签名不足：${told.map(({ zh }) => zh).join('；')}。请用“onedoor network proposal sign”补签后再提交。`,
    en: `Not enough signatures: ${told.map(({ en }) => en).join('; ')}. Have it signed by "onedoor network proposal sign", then submit again.`,
  };
}

function isThere(one: Need | string, signers: ReadonlySet<string>): boolean {
  return typeof one === 'string' ? signers.has(one) : isSatisfied(one, signers);
}
