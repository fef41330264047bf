// SPDX-License-Identifier: Apache-2.0
import type { Language } from './row.js';

/** Chinese if the client likes any `zh` better than any `en`; English in every other case, nonsense included. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = /^(zh|en)(-|$)/u.exec(tag.trim())?.[1] as Language | undefined;
    const weight = weightOf(parameters);
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return best.language;
}

function weightOf(parameters: readonly string[]): number {
  const text = parameters.map((parameter) => /^\s*q=([01](?:[.][0-9]{0,3})?)\s*$/u.exec(parameter)?.[1]).find(Boolean);
  return text === undefined ? 1 : Number(text);
}
