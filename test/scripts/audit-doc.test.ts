// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { FINDING_TEXTS } from '../../scripts/audit/finding-texts.js';
import { packageRoot } from '../../scripts/package-root.js';

describe('the findings of an audit', () => {
  it('are in docs/reliability.md, each with what the command says, and no other', async () => {
    const document = await readFile(join(packageRoot, 'docs', 'reliability.md'), 'utf8');
    const audit = document.slice(document.indexOf('\n## Audit'), document.indexOf('\n## Backup'));
    const rows = [...audit.matchAll(/^\| `(?<code>[A-Z_]+)` \| (?<en>[^|]+) \| (?<zh>[^|]+) \|$/gmu)];
    const documented = Object.fromEntries(
      rows.map(({ groups }) => [groups?.['code'] ?? '', { zh: groups?.['zh']?.trim(), en: groups?.['en']?.trim() }]),
    );
    const told = Object.entries(FINDING_TEXTS).map(([code, { what }]) => [code, what] as const);
    expect(documented).to.deep.equal(Object.fromEntries(told));
  });
});
