// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const EMBEDDED_TESTS = join(ROOT, 'test/network/conformance');
/** Declared for the embedded network and for Fabric, but for those that say `itEmbedded`. */
const SHARED_TESTS = join(ROOT, 'test/conformance');
/** Where an item has a test for each ledger apart, these are Fabric's. */
const FABRIC_TESTS = join(ROOT, 'test/fabric');

interface Row {
  readonly item: number;
  readonly state: string;
  readonly note: string;
}

describe('docs/embedded.md', () => {
  let text: string;
  let rows: Row[];

  before(async () => {
    text = await readFile(join(ROOT, 'docs/embedded.md'), 'utf8');
    rows = [...text.matchAll(/^\| +(\d+) \|[^|]*\| (\w[^|]*?) +\| (\S[^|]*?) +\|$/gm)].map(([, item, state, note]) => ({
      item: Number(item),
      state: state ?? '',
      note: note ?? '',
    }));
  });

  it('has one row for each of the 100 items', () => {
    expect(rows.map(({ item }) => item)).to.deep.equal(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(new Set(rows.map(({ state }) => state))).to.deep.equal(new Set(['both', 'shown', 'not there']));
  });

  it('calls shown what a test carries the number of, and names the files', async () => {
    const inTable = rows
      .filter(({ state }) => state === 'shown' || state === 'both')
      .map(({ item, note }) => [item, quoted(note).sort().join(' ')]);
    expect(Object.fromEntries(inTable)).to.deep.equal(Object.fromEntries(await shownByTests()));
  });

  it('calls shown on both what a test that runs on Fabric too carries the number of', async () => {
    const inTable = rows.filter(({ state }) => state === 'both').map(({ item }) => item);
    const onFabric = [...(await titles(SHARED_TESTS)), ...(await titles(FABRIC_TESTS))].filter(
      ({ declaredBy }) => declaredBy === 'it',
    );
    const numbers = new Set(onFabric.flatMap(({ items }) => items));
    expect(inTable).to.deep.equal([...numbers].sort((a, b) => a - b));
  });

  it('has an example that runs in a project of its own and prints what it says', async function () {
    this.timeout(20_000);
    const example = /```js\n([^]*?)```/.exec(text)?.[1] ?? '';
    const expected = [...example.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    expect(expected).to.have.length(4);
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-example-'));
    try {
      await mkdir(join(directory, 'node_modules'));
      await symlink(ROOT, join(directory, 'node_modules/onedoor'));
      const contractApi = 'node_modules/fabric-contract-api';
      await symlink(join(ROOT, contractApi), join(directory, contractApi));
      await writeFile(join(directory, 'example.mjs'), example);
      const env = { ...process.env, TMPDIR: directory, CORE_CHAINCODE_LOGGING_LEVEL: 'critical' };
      const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: directory, env });
      expect(stdout.trimEnd().split('\n')).to.deep.equal(expected);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

function quoted(note: string): string[] {
  return [...note.matchAll(/`([^`]+)`/g)].map(([, words]) => words ?? '');
}

interface Title {
  /** Name of the file, without its endings. */
  readonly file: string;
  readonly declaredBy: string;
  readonly items: readonly number[];
}

/** Item by item the files that have a test whose title carries its number. */
async function shownByTests(): Promise<Map<number, string>> {
  const found = new Map<number, Set<string>>();
  const folders = [EMBEDDED_TESTS, SHARED_TESTS, FABRIC_TESTS];
  for (const { file, items } of (await Promise.all(folders.map(titles))).flat()) {
    for (const item of items) found.set(item, (found.get(item) ?? new Set()).add(file));
  }
  return new Map([...found].map(([item, names]) => [item, [...names].sort().join(' ')]));
}

async function titles(folder: string): Promise<Title[]> {
  const names = (await readdir(folder)).filter((each) => each.endsWith('.ts')).sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const source = await readFile(join(folder, name), 'utf8');
      return [...source.matchAll(/\b(it|itEmbedded)\(\s*(['"`])((?:(?!\2).)*)\2/g)].map(
        ([, declaredBy = '', , title = '']) => ({
          file: name.replace(/(\.test)?\.ts$/, ''),
          declaredBy,
          items: [...title.matchAll(/\bF(\d+) /g)].map(([, item]) => Number(item)),
        }),
      );
    }),
  );
  return found.flat();
}
