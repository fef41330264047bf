// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../../gateway/config.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import { restrictCatalogue } from '../../../scripts/catalogue/restrict-catalogue.js';
import { createDemo } from '../../../scripts/start/create-demo.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('the catalogue in a network of some departments', function () {
  this.timeout(60_000);
  const home = temporaryFolder();

  it('is the whole one where all take part', async () => {
    const files = await readCatalogue(catalogueFolder());
    expect(
      restrictCatalogue(
        files,
        files.departments.map(({ code }) => code),
      ),
    ).to.deep.equal(files);
  });

  for (const { departments, items, records } of [
    { departments: ['data-bureau', 'human-resources'], items: 19, records: ['data-bureau', 'human-resources'] },
    {
      departments: ['data-bureau', 'human-resources', 'social-insurance', 'market-supervision'],
      items: 56,
      records: ['data-bureau', 'human-resources', 'market-supervision', 'social-insurance'],
    },
  ]) {
    it(`is accepted by the ledger of ${departments.length}, with the items that ask nobody else, and so are their exports`, async () => {
      let gateway: RunningGateway | undefined;
      try {
        const definition = join(home.path, `${departments.length}.json`);
        await writeFile(definition, JSON.stringify(partOfDistrict(departments)));
        const folder = join(home.path, String(departments.length));
        const config = readConfig({ ONEDOOR_HOME: folder, ONEDOOR_NETWORK: definition, ONEDOOR_PORT: '0' });
        gateway = await startGateway({ ...config, logLevel: 'silent' });
        const demo = { persons: 60, seed: 1, on: '2026-03-02', complete: false };
        expect(await createDemo(gateway, demo, new AbortController().signal)).to.equal(true);
        const counts = await readModelCounts(gateway.parts.readModel);
        expect(counts.catalogue).to.include({ department: departments.length, item: items });
        expect(Object.keys(counts.records)).to.deep.equal(records);
      } finally {
        await gateway?.close();
      }
    });
  }
});

function partOfDistrict(departments: readonly string[]): unknown {
  const district = loadDefinition('district');
  return {
    ...district,
    orderers: undefined,
    departments: district.departments.filter(({ code }) => departments.includes(code)),
  };
}
