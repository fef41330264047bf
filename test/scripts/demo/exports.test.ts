// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runOnedoor } from '../support/run-onedoor.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('onedoor exports', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const run = (...args: string[]) =>
    runOnedoor(['exports', '--folder', join(folder.path, 'written'), ...args], { home: join(folder.path, 'home') });

  it('writes one record type of a large district, a row for every person and one header', async () => {
    const recordType = 'social-insurance.contribution-year';
    const options = ['--persons', '2300', '--on', '2026-11-22', '--record-type', 'data-bureau.kinship', recordType];
    const { code, stdout, stderr } = await run(...options, '--json');
    expect(code, stderr).to.equal(0);
    const { exports } = JSON.parse(stdout) as { exports: { recordType: string; file: string; rows: number }[] };
    expect(exports.map((written) => written.recordType)).to.deep.equal(['data-bureau.kinship', recordType]);
    for (const { file, rows } of exports) {
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      expect(rows).to.be.greaterThan(800);
      expect(lines.length - (file.endsWith('.csv') ? 1 : 0)).to.equal(rows);
      expect(new Set(lines).size).to.equal(lines.length);
    }
  });

  for (const wrong of [
    ['--on', '2026-02-30'],
    ['--persons', '0'],
    ['--record-type', 'data-bureau.nothing'],
  ]) {
    it(`refuses ${wrong.join(' ')}`, async () => {
      expect((await run(...wrong)).code).to.equal(2);
    });
  }
});
