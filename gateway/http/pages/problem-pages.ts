// SPDX-License-Identifier: Apache-2.0
import { PROBLEM_CATALOGUE, PROBLEM_CODES, type ProblemCode } from '../problems/problem-catalogue.js';
import type { Language } from '../problems/row.js';
import { escapeHtml, page } from './html.js';

const WORDS = {
  en: { all: 'All problem codes', heading: 'Problem codes', status: 'HTTP status', next: 'What to do next' },
  zh: { all: '全部问题代码', heading: '问题代码', status: 'HTTP 状态码', next: '如何处理' },
} as const satisfies Record<Language, Record<string, string>>;

/** The page to which the `type` of a problem points. */
export function problemPage(language: Language, code: ProblemCode): string {
  const { status, title, next } = PROBLEM_CATALOGUE[code];
  const words = WORDS[language];
  return page(
    language,
    code,
    `<h1>${escapeHtml(title[language])}</h1>
<p><code>${code}</code></p>
<table>
<tr><th scope="row">${words.status}</th><td>${String(status)}</td></tr>
<tr><th scope="row">${words.next}</th><td>${escapeHtml(next[language])}</td></tr>
</table>
<p><a href="/problems">${words.all}</a></p>`,
  );
}

/** All codes by name. */
export function problemListPage(language: Language): string {
  const rows = [...PROBLEM_CODES].sort().map((code) => {
    const { status, title } = PROBLEM_CATALOGUE[code];
    return `<tr><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${String(status)}</td><td>${escapeHtml(title[language])}</td></tr>`;
  });
  const { heading } = WORDS[language];
  return page(language, heading, `<h1>${heading}</h1>\n<table>\n${rows.join('\n')}\n</table>`);
}
