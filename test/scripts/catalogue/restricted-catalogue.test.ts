// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { readConfig } from '../../../gateway/config.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
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

  it('is accepted by the ledger of two, with the items that ask nobody else, and so are their exports', async () => {
    let gateway: RunningGateway | undefined;
    try {
      const config = readConfig({ ONEDOOR_HOME: home.path, ONEDOOR_NETWORK: 'minimal', ONEDOOR_PORT: '0' });
      gateway = await startGateway({ ...config, logLevel: 'silent' });
      const demo = { persons: 60, seed: 1, on: '2026-03-02', complete: false };
      expect(await createDemo(gateway, demo, new AbortController().signal)).to.equal(true);
      const { catalogue, records } = await readModelCounts(gateway.parts.readModel);
      expect(catalogue).to.include({ department: 2, item: 19 });
      expect(Object.keys(records)).to.deep.equal(['data-bureau', 'human-resources']);
    } finally {
      await gateway?.close();
    }
  });
});
