// SPDX-License-Identifier: Apache-2.0
import { PROBLEM_CATALOGUE, PROBLEM_CODES } from './problem-catalogue.js';

/** docs/problems.md: one line per code. */
export function problemsDocument(): string {
  const rows = [...PROBLEM_CODES].sort().map((code) => {
    const { status, title, next } = PROBLEM_CATALOGUE[code];
    return `| \`${code}\` | ${status} | ${title.en}<br>${title.zh} | ${next.en}<br>${next.zh} |`;
  });
  return `# Problems · 问题代码

Every refusal and every failure of the gateway, as RFC 9457 problem details with \`type: /problems/<CODE>\`.
This page is generated from the problem catalogue (\`gateway/http/problems\`); a test compares both.

| code | status | what happened | what to do next |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
