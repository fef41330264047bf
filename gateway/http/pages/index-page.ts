// SPDX-License-Identifier: Apache-2.0
import type { Bilingual, Language } from '../problems/row.js';
import { escapeHtml, page } from './html.js';

export interface Running {
  readonly version: string;
  readonly ledgerKind: string;
  readonly ready: boolean;
  /** Titles of the departments for which this gateway signs. */
  readonly departments: readonly Bilingual[];
  /** Documents in force and totals of the read model, by name. */
  readonly figures: readonly { readonly zh: string; readonly en: string; readonly count: number }[];
}

const WORDS = {
  en: {
    lead: 'Departments attest, an intake verifies, the citizen hands in nothing.',
    runs: 'What runs here',
    version: 'Version',
    ledger: 'Ledger',
    state: 'State',
    ready: 'ready',
    notReady: 'not ready',
    departments: 'Departments of this gateway',
    comma: ', ',
    other: '中文',
    links: 'Where to go on',
    docs: 'The interface, to read and try',
    openapi: 'The same for machines (OpenAPI 3.1)',
    items: 'Service items',
    themes: 'Themes: several items as one application',
    recordTypes: 'Record types',
    departmentList: 'Departments',
    problems: 'Problem codes',
    health: 'Whether requests can be served',
  },
  zh: {
    lead: '部门存证，窗口核验，群众免提交。',
    runs: '运行情况',
    version: '版本',
    ledger: '账本',
    state: '状态',
    ready: '就绪',
    notReady: '未就绪',
    departments: '本网关所代表的部门',
    comma: '、',
    other: 'English',
    links: '更多',
    docs: '接口文档（可在线试用）',
    openapi: '机器可读的接口描述（OpenAPI 3.1）',
    items: '政务服务事项',
    themes: '主题（多个事项一次办）',
    recordTypes: '数据类型',
    departmentList: '部门',
    problems: '问题代码',
    health: '服务是否就绪',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** What runs here, with links. The same page in the other language is one link away. */
export function indexPage(language: Language, running: Running): string {
  const words = WORDS[language];
  const rows: [string, string][] = [
    [words.version, running.version],
    [words.ledger, running.ledgerKind],
    [words.state, running.ready ? words.ready : words.notReady],
    [words.departments, running.departments.map((title) => title[language]).join(words.comma)],
    ...running.figures.map((figure): [string, string] => [figure[language], String(figure.count)]),
  ];
  const links: [string, string][] = [
    ['/docs', words.docs],
    ['/openapi.json', words.openapi],
    ['/v1/items', words.items],
    ['/v1/themes', words.themes],
    ['/v1/record-types', words.recordTypes],
    ['/v1/departments', words.departmentList],
    ['/problems', words.problems],
    ['/readyz', words.health],
  ];
  return page(
    language,
    'OneDoor',
    `<h1>OneDoor</h1>
${languageLink(language, words.other)}
<p>${escapeHtml(words.lead)}</p>
<h2>${escapeHtml(words.runs)}</h2>
<table>
${rows.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}
</table>
<h2>${escapeHtml(words.links)}</h2>
<ul>
${links.map(([href, text]) => `<li><a href="${href}">${escapeHtml(text)}</a></li>`).join('\n')}
</ul>`,
  );
}

function languageLink(language: Language, words: string): string {
  const other = language === 'zh' ? 'en' : 'zh';
  const tag = other === 'zh' ? 'zh-CN' : 'en';
  return `<p><a href="/?lang=${other}" hreflang="${tag}" lang="${tag}">${words}</a></p>`;
}
