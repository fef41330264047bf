// SPDX-License-Identifier: Apache-2.0
import { readConfig } from '../../../gateway/config.js';
import { startGateway } from '../../../gateway/main.js';
import type { RunningGateway } from '../../../gateway/main.js';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { publishCatalogue } from '../../../scripts/catalogue/publish-catalogue.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import type { Connection } from '../../../scripts/client/gateway-client.js';
import { untilRead } from '../../../scripts/local/until-read.js';
import { temporaryFolder } from './temporary-folder.js';

export interface ServedDistrict {
  /** Set while the suite runs. */
  gateway: RunningGateway;
  home: string;
  attester(department: string): Promise<Connection>;
}

/** A gateway in this process with the whole catalogue published and no record yet. */
export function servedDistrict(): ServedDistrict {
  const district = {} as ServedDistrict;
  // Before the folder's own hook, which takes the ground from under an open ledger.
  after(async () => {
    await district.gateway.close();
  });
  const folder = temporaryFolder();
  before(async function () {
    this.timeout(120_000);
    const config = readConfig({ ONEDOOR_HOME: folder.path, ONEDOOR_PORT: '0', ONEDOOR_LOG_LEVEL: 'silent' });
    const gateway = await startGateway(config);
    const { ledger, readModel, pseudonyms } = gateway.parts;
    const files = await readCatalogue(catalogueFolder());
    await publishCatalogue({ ledger, readModel, ticketKey: await pseudonyms.ticketKey(), files });
    await untilRead(gateway.parts);
    Object.assign(district, {
      gateway,
      home: folder.path,
      attester: async (department: string) => ({
        url: gateway.url,
        token: await gateway.token({ department, role: 'attester', officer: 'demo-attester' }),
      }),
    });
  });
  return district;
}
