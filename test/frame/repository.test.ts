// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, trackedFiles } from './repository.js';

const TOP_LEVEL = new Set([
  '.ci',
  '.config',
  '.gitignore',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'chaincode',
  'docs',
  'gateway',
  'network',
  'package-lock.json',
  'package.json',
  'scripts',
  'test',
  'tsconfig.json',
]);
const TEXT = /\.(?:ts|js|mjs|json|md|sh|yml|yaml)$|(?:^|\/)(?:run|LICENSE|\.gitignore)$/u;
/** A folder of somebody's machine at the beginning of a path. */
const MACHINE_PATH = new RegExp(
  `(?:^|[^A-Za-z0-9._/-])/(?:${['work', 'tmp', 'root', 'home', 'Users'].join('|')})/`,
  'mu',
);

describe('the repository', () => {
  it('holds at its top level only what the design names', () => {
    const names = new Set(trackedFiles().map((file) => file.split('/')[0] ?? file));
    expect([...names].filter((name) => !TOP_LEVEL.has(name))).to.deep.equal([]);
  });

  it('names no path of a machine', async () => {
    const found: string[] = [];
    for (const file of trackedFiles().filter((name) => TEXT.test(name) && name !== 'package-lock.json')) {
      if (!existsSync(join(root, file))) continue; // removed, not yet committed
      if (MACHINE_PATH.test(await readFile(join(root, file), 'utf8'))) found.push(file);
    }
    expect(found).to.deep.equal([]);
  });

  it('begins every source with its licence', async () => {
    const sources = trackedFiles().filter((name) => /\.(?:ts|mjs|js)$/u.test(name) && existsSync(join(root, name)));
    const bare: string[] = [];
    for (const file of sources) {
      const [first = '', second = ''] = (await readFile(join(root, file), 'utf8')).split('\n', 2);
      if (![first, second].includes('// SPDX-License-Identifier: Apache-2.0')) bare.push(file);
    }
    expect(bare).to.deep.equal([]);
  });

  it('exports the embedded network as onedoor/embedded', async () => {
    const name = 'onedoor/embedded';
    const embedded = (await import(name)) as Record<string, unknown>;
    expect(embedded.EmbeddedNetwork).to.be.a('function');
  });

  it('has the files that package.json points to', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      main: string;
      bin: Record<string, string>;
      exports: Record<string, Record<string, string>>;
    };
    const files = [
      manifest.main,
      ...Object.values(manifest.bin),
      ...Object.values(manifest.exports).flatMap((conditions) => Object.values(conditions)),
    ];
    expect(files.filter((file: string) => !existsSync(join(root, file)))).to.deep.equal([]);
  });
});
