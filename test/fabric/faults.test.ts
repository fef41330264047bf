// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { Random } from '../../scripts/demo/random.js';
import { Workload } from '../faults/crash/workload.js';
import { runClock } from './faults/clock-run.js';
import { FaultNetwork } from './faults/fault-network.js';
import { runFault } from './faults/fault-run.js';
import { CLOCKS, FAULTS } from './faults/faults.js';
import { canIsolate } from './faults/namespace/can-isolate.js';
import { requireFabric } from './support/require-fabric.js';

describe('a network under load, when', function () {
  this.timeout(180_000);
  let network: FaultNetwork;
  const workload = new Workload(new Random(20_261_122));

  before(async function () {
    requireFabric(this);
    network = await FaultNetwork.up();
  });
  after(async () => {
    await (network as FaultNetwork | undefined)?.down();
  });

  for (const fault of FAULTS) {
    it(`${fault.title.en}: loses nothing acknowledged, does nothing twice, and goes on by itself`, async function () {
      if (fault.needsNamespaces === true && !canIsolate()) this.skip();
      const figures = await runFault(fault, network, workload);
      expect(figures.wrong).to.deep.equal([]);
      expect(figures.resumedAfter).to.be.lessThan(30);
    });
  }

  for (const { title, seconds } of CLOCKS) {
    it(`${title.en}: writes nothing meanwhile, and goes on when it is right again`, async () => {
      const { told, wrong } = await runClock(seconds, network, workload);
      expect(wrong).to.deep.equal([]);
      expect(Object.keys(told)).to.deep.equal(['503 LEDGER_UNAVAILABLE']);
    });
  }
});
