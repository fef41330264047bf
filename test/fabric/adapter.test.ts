// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import { openEmbeddedLedger } from '../../gateway/ledger/embedded/open-embedded-ledger.js';
import { FABRIC_DRIVERS } from '../../gateway/ledger/fabric/drivers/open-driver.js';
import type { Ledger } from '../../gateway/ledger/ledger.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import { CALLER, ledgerPort, publication, PUBLISHER, rejection } from '../conformance/ledger-port.js';
import { testFolder } from '../gateway/ledger/open-test-ledger.js';
import { ledgerFolderOn } from './support/ledger-on.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

/** What a caller sees of refusals, whichever ledger gives them. */
async function refusals(ledger: Ledger): Promise<unknown[]> {
  const officer = { caller: { department: 'data-bureau', role: 'officer' }, watch: undefined } as const;
  const foreign = { ...publication(1, 'refused'), department: 'human-resources' as never };
  const errors = [
    await rejection(ledger.submit(publishDepartment, publication(7, 'refused'), PUBLISHER)),
    await rejection(ledger.submit(publishDepartment, publication(1, 'refused'), officer)),
    await rejection(ledger.submit(publishDepartment, foreign, PUBLISHER)),
    await rejection(ledger.submit(publishDepartment, publication(1, 'NOT A CODE'), PUBLISHER)),
    await rejection(
      ledger.evaluate(publishDepartment, publication(7, 'refused'), { caller: CALLER, peer: 'human-resources' }),
    ),
  ];
  return errors.map((error) => ({
    ...Object.fromEntries(Object.entries(error)),
    name: error.name,
    message: error.message,
  }));
}

for (const driver of FABRIC_DRIVERS) {
  const openOn = async (context: Mocha.Context) => {
    requireFabric(context);
    const folder = await ledgerFolderOn(
      await sharedNetwork(),
      ['data-bureau', 'human-resources'],
      ['publisher', 'officer'],
    );
    return { ledger: await folder.open({ driver }), remove: () => folder.remove() };
  };
  const name = `Fabric through ${driver}`;
  ledgerPort({ name, suffix: driver, open: openOn, timeoutMs: SHARED_UP_MS });

  describe(`refusals of Fabric through ${driver}`, function () {
    this.timeout(SHARED_UP_MS);
    let opened: Awaited<ReturnType<typeof openOn>> | undefined;

    before(async function () {
      opened = await openOn(this);
    });
    after(() => opened?.remove());

    it('are in the very words of the embedded ledger', async () => {
      const embedded = testFolder();
      const beside = await openEmbeddedLedger({ directory: embedded.folder, definition: loadDefinition('minimal') });
      expect(opened && (await refusals(opened.ledger))).to.deep.equal(await refusals(beside));
      await beside.close();
      embedded.remove();
    });
  });
}
