// SPDX-License-Identifier: Apache-2.0

/** A text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/** Chinese where the locale says so (LC_ALL, LC_MESSAGES, LANG, in this order), English otherwise. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => (value ?? '') !== '');
  return /^zh/iu.test(locale ?? '') ? 'zh' : 'en';
}

/** The text in the language of this process. */
export function inLanguage(text: Bilingual): string {
  return text[languageOf(process.env)];
}
