// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { attestOrder } from '../experiments/orders.js';
import type { BenchNetwork } from './bench-network.js';
import { besideSdk } from './beside-sdk.js';
import type { FabricExperiment } from './fabric-experiment.js';

/** What the gateway adds to, and takes from, a submit that a client makes with the SDK. */
export const submits: FabricExperiment = {
  name: 'F-submit',
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const order = await attestOrder(bench, gateway, 1);
    return besideSdk(bench, network, {
      name: 'F-submit',
      kind: 'submit',
      ours: 'POST /v1/records, one record',
      sdk: 'fabric-gateway, AttestRecords of one record',
      unit: 'records',
      mostAdded: 2,
      leastRate: 0.95,
      notes: ['the gateway gathers what arrives together into one transaction'],
      run: (clients, seconds) => bench.measure(gateway, { ...order, clients, seconds }),
    });
  },
};
