// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect } from 'chai';
import { root, run } from './repository.js';

const program = (name: string, file: string) => join(root, 'node_modules', name, file);

describe('style', () => {
  it('passes the linter', async function () {
    this.timeout(600_000);
    const args = [
      program('eslint', 'bin/eslint.js'),
      '--config',
      '.config/eslint.config.js',
      '--max-warnings',
      '0',
      '.',
    ];
    const { code, stdout, stderr } = await run(process.execPath, ['--max-old-space-size=4096', ...args]);
    expect(code, stdout + stderr).to.equal(0);
  });

  it('is formatted', async function () {
    this.timeout(120_000);
    const options = ['--config', '.config/prettier.json', '--ignore-path', '.config/prettierignore', '--check', '.'];
    const { code, stdout, stderr } = await run(process.execPath, [program('prettier', 'bin/prettier.cjs'), ...options]);
    expect(code, stdout + stderr).to.equal(0);
  });
});
