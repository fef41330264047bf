// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROBLEM_CODES } from '../../../gateway/http/problems/problem-catalogue.js';

/** Tests that speak of all codes at once provoke none of them. */
const SPEAKS_OF_ALL = ['openapi.test.ts', 'refusals-provoked.test.ts'];

describe('refusals and failures', () => {
  it('each code is provoked by a test that names it', async () => {
    const root = fileURLToPath(new URL('../../../../test', import.meta.url)); // compiled files lie under dist
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter(({ name }) => name.endsWith('.test.ts') && !SPEAKS_OF_ALL.includes(name));
    const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
    const named = new Set(
      texts.flatMap((text) => [...text.matchAll(/'(?:[1-5][0-9]{2} )?([A-Z][A-Z0-9_]+)'/gu)].map(([, code]) => code)),
    );
    expect(PROBLEM_CODES.filter((code) => !named.has(code))).to.deep.equal([]);
  });
});
