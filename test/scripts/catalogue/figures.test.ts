// SPDX-License-Identifier: Apache-2.0
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { readCatalogue, type CatalogueFiles } from '../../../scripts/catalogue/read-catalogue.js';
import { percent } from '../../../scripts/figures/figure-row.js';
import { publishedRows } from '../../../scripts/figures/published-rows.js';
import { runOnedoor } from '../support/run-onedoor.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('onedoor figures --published', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let files: CatalogueFiles;
  before(async () => {
    files = await readCatalogue(catalogueFolder());
  });

  const rows = (changed: Partial<CatalogueFiles> = {}) => {
    if (files.publishedFigures === undefined) throw new Error('no figures');
    return publishedRows(files.publishedFigures, { ...files, ...changed });
  };
  const different = (changed: Partial<CatalogueFiles>) =>
    rows(changed)
      .filter(({ holds }) => holds === false)
      .map(({ title, counted }) => `${title.en} ${counted}`);

  it('counts what was published, wherever the catalogue fixes it', () => {
    const counted = rows().filter(({ holds }) => holds !== null);
    expect(counted.filter(({ holds }) => holds === false)).to.deep.equal([]);
    expect(counted.map(({ published }) => published)).to.include.members([79, 151, 11, 33, 22, 9, 39, 20, 41, 6]);
    const figure = (name: string) => rows().find(({ title }) => title.en === name)?.counted;
    expect(figure('themes')).to.equal(10);
    expect(figure('themes: working days at most')).to.equal(15);
    expect(figure('transport.freight-company: materials separately')).to.equal(44);
    expect(figure('transport.freight-company: materials merged')).to.equal(30);
    expect(figure('transport.freight-company: working days separately')).to.equal(30);
    expect(figure('transport.freight-company: working days promised')).to.equal(10);
  });

  it('says of what happened in 2018 that it is not there yet', () => {
    const later = rows().filter(({ holds }) => holds === null);
    expect(later.map(({ published, counted }) => [published, counted])).to.deep.include([6_865, null]);
  });

  it('sees a theme that is missing, and one that promises what its items do', () => {
    const [freight, ...others] = [...files.themes].sort((a) => (a.code === 'transport.freight-company' ? -1 : 1));
    if (freight === undefined) throw new Error('no theme');
    expect(different({ themes: others })).to.include.members([
      'themes 9',
      'themes: named ones 5',
      'transport.freight-company: materials merged 0',
    ]);
    expect(different({ themes: [...others, { ...freight, promisedWorkingDays: 30 }] })).to.include.members([
      'themes: working days at most 30',
      'transport.freight-company: working days promised 30',
    ]);
  });

  for (const [published, counted, holds] of [
    [66, 66.67, true],
    [67, 66.67, true],
    [65, 66.67, false],
    [68, 66.67, false],
    [38, 37.5, true],
    [38, 37.49, false],
  ] as const) {
    it(`takes ${counted} % ${holds ? '' : 'not '}for ${published} %`, () => {
      expect(percent({ zh: '数', en: 'x' }, published, counted).holds).to.equal(holds);
    });
  }

  it('ends with 0 where they hold and with 1 where one does not', async () => {
    const home = join(folder.path, 'home');
    const good = await runOnedoor(['figures', '--published', '--json'], { home });
    expect(good.code, good.stderr).to.equal(0);
    expect((JSON.parse(good.stdout) as { figures: unknown[] }).figures).to.deep.equal(rows());
    const copy = join(folder.path, 'catalogue');
    await cp(catalogueFolder(), copy, { recursive: true });
    const file = join(copy, 'published-figures.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"mostWorkingDays": 15', '"mostWorkingDays": 14'));
    const bad = await runOnedoor(['figures', '--published', '--folder', copy], { home });
    expect(bad.code).to.equal(1);
    expect(bad.stdout).to.match(/14 +15 {2}DIFFERS {2}themes: working days at most/u);
    expect((await runOnedoor(['figures'], { home })).code).to.equal(2);
  });
});
