// SPDX-License-Identifier: Apache-2.0
import { inLanguage, type Bilingual } from '../../../scripts/language.js';

/** What became of the requests while one fault struck, and after it. */
export interface FaultFigures {
  readonly fault: Bilingual;
  /** Requests granted before the fault, while it lasted, and after it was over. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
  /** Answers that promise nothing, by code; each such request was repeated with its key until it was granted. */
  readonly later: Readonly<Record<string, number>>;
  /** From the end of the fault until a request was granted that began after it; seconds. */
  readonly resumedAfter: number;
  readonly transactions: number;
  /** What only this fault lets one see. */
  readonly told?: Bilingual;
  /** What was not as it must be: lost, twice, half, or refused otherwise than agreed. */
  readonly wrong: readonly string[];
}

/** One line for whoever reads along, in their language. */
export function describeFault(figures: FaultFigures): string {
  const { fault, before, during, after, later, resumedAfter, transactions, told, wrong } = figures;
  const codes = Object.entries(later).map(([code, count]) => `${code} ${count}`);
  const seconds = resumedAfter.toFixed(1);
  const found = wrong.join('; ');
  const postponed = codes.join(', ');
  return [
    inLanguage({
      zh: `${fault.zh}：之前办成 ${before} 笔，期间 ${during} 笔，之后 ${after} 笔`,
      en: `${fault.en}: granted ${before} before, ${during} meanwhile, ${after} after`,
    }),
    inLanguage({ zh: `被告知稍后再来：${postponed || '无'}`, en: `told to come later: ${postponed || 'nobody'}` }),
    inLanguage({ zh: `结束后 ${seconds} 秒恢复`, en: `went on ${seconds} s after its end` }),
    inLanguage({ zh: `交易 ${transactions} 笔`, en: `${transactions} transactions` }),
    ...(told === undefined ? [] : [inLanguage(told)]),
    wrong.length > 0 ? found : inLanguage({ zh: '无一丢失，无一重复', en: 'nothing lost, nothing twice' }),
  ].join('; ');
}
