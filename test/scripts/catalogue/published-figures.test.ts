// SPDX-License-Identifier: Apache-2.0
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { compareFigures } from '../../../scripts/catalogue/compare-figures.js';
import { countCatalogue } from '../../../scripts/catalogue/count-catalogue.js';
import { describeCatalogue } from '../../../scripts/catalogue/describe-catalogue.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import type { CatalogueFiles } from '../../../scripts/catalogue/read-catalogue.js';
import { packageRoot } from '../../../scripts/package-root.js';
import { runOnedoor } from '../support/run-onedoor.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('the published figures, recounted from the catalogue', () => {
  let files: CatalogueFiles;
  before(async () => {
    files = await readCatalogue(catalogueFolder());
  });

  const differences = (items: CatalogueFiles['items']) => {
    return compareFigures(figuresOf(files), countCatalogue(items));
  };

  it('counts 79 items, 151 materials with zero submission and 11 instant items, in the published split', () => {
    const { all } = countCatalogue(files.items);
    expect(all).to.include({ items: 79, materials: 151, zeroSubmission: 151, instant: 11 });
    expect(Object.fromEntries(all.departments.map(({ department, items }) => [department, items]))).to.deep.equal({
      'civil-affairs': 9,
      'disabled-persons': 9,
      'human-resources': 33,
      'residents-office': 6,
      'social-insurance': 22,
    });
  });

  it('counts 20 items, 41 materials with zero submission and 6 instant items of five departments in the third batch', () => {
    const third = countCatalogue(files.items).batches.find(({ batch }) => batch === 3);
    expect(third).to.include({ items: 20, zeroSubmission: 41, instant: 6 });
    expect(third?.departments.map(({ department }) => department)).to.deep.equal([
      'civil-affairs',
      'disabled-persons',
      'human-resources',
      'residents-office',
      'social-insurance',
    ]);
    expect(differences(files.items)).to.deep.equal([]);
  });

  const senior = 'civil-affairs.senior-card';
  type Item = CatalogueFiles['items'][number];
  const spoiled: [string, (item: Item) => Item[], string[]][] = [
    ['an item is missing', () => [], ['items 19', 'zeroSubmission 40', 'instant 5']],
    [
      'an item belongs to another batch',
      (item) => [{ ...item, batch: 2 }],
      ['items 19', 'zeroSubmission 40', 'instant 5'],
    ],
    ['an item is not instant', (item) => [{ ...item, instant: false }], ['instant 5']],
    ['a material needs a commitment', withCommitment, ['zeroSubmission 40']],
    [
      'there is an item too many',
      (item) => [item, { ...item, code: 'civil-affairs.other-card' }],
      ['items 21', 'zeroSubmission 42', 'instant 7'],
    ],
  ];
  for (const [what, spoil, expected] of spoiled) {
    it(`differ when ${what}`, () => {
      const items = files.items.flatMap((item) => (item.code === senior ? spoil(item) : [item]));
      const found = differences(items).map(({ place, counted }) => `${place} ${counted}`);
      expect(found.filter((one) => one.startsWith('batch 3'))).to.deep.equal(expected.map((one) => `batch 3: ${one}`));
      expect(found.some((one) => one.startsWith('all: '))).to.equal(what !== 'an item belongs to another batch');
    });
  }

  it('are not to be exceeded where they are not complete', () => {
    const many = Array.from({ length: 33 }, (_, index) => ({
      ...files.items[0],
      code: `disabled-persons.item-${index}`,
      batch: 2,
    })) as Item[];
    const open = { ...figuresOf(files), all: { items: 79, complete: false } };
    const places = (items: Item[]) => compareFigures(open, countCatalogue(items)).map(({ place }) => place);
    expect(places([...files.items, ...many])).to.include('all: items');
    expect(places(files.items.slice(1))).not.to.include('all: items');
  });

  it('does not count alternatives by informed commitment, nor items of no batch', () => {
    const [item] = files.items.filter(({ code }) => code === senior);
    if (item === undefined) throw new Error(senior);
    const free = structuredClone(item);
    delete free.batch;
    expect(countCatalogue([free]).all).to.include({ items: 0, zeroSubmission: 0 });
    expect(countCatalogue(withCommitment(item)).all).to.include({ items: 1, materials: 1, zeroSubmission: 0 });
  });

  function withCommitment(item: Item): Item[] {
    const copy = structuredClone(item);
    const alternatives = copy.requirements[0]?.alternatives ?? [];
    alternatives.push(...structuredClone(alternatives));
    Object.assign(alternatives[1]?.evidence[0] ?? {}, { waiverMethod: 'INFORMED_COMMITMENT' });
    return [copy];
  }
});

function figuresOf({ publishedFigures }: CatalogueFiles) {
  if (publishedFigures === undefined) throw new Error('no figures');
  return publishedFigures;
}

describe('onedoor catalogue', function () {
  this.timeout(30_000);
  const folder = temporaryFolder();

  it('check prints the counts, and ends with 1 where they differ from what was published', async () => {
    const home = join(folder.path, 'home');
    const good = await runOnedoor(['catalogue', 'check', '--json'], { home });
    expect(good.code, good.stderr).to.equal(0);
    expect(JSON.parse(good.stdout)).to.deep.include({ faults: [], differences: [] });
    const copy = join(folder.path, 'catalogue');
    await cp(catalogueFolder(), copy, { recursive: true });
    const figures = await readFile(join(copy, 'published-figures.json'), 'utf8');
    await writeFile(
      join(copy, 'published-figures.json'),
      figures.replace('"zeroSubmission": 41', '"zeroSubmission": 42'),
    );
    const bad = await runOnedoor(['catalogue', 'check', '--folder', copy], { home });
    expect(bad.code).to.equal(1);
    expect(bad.stdout).to.contain('batch 3: zeroSubmission: 42 published, 41 in the catalogue');
  });
});

describe('docs/catalogue.md', () => {
  it('is what the catalogue says', async () => {
    const file = join(packageRoot, 'docs', 'catalogue.md');
    const page = describeCatalogue(await readCatalogue(catalogueFolder()));
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, page);
    expect(await readFile(file, 'utf8'), 'print it anew: run this test with UPDATE_DOCS=1').to.equal(page);
  });
});
