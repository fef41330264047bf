// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { recordsBody } from '../load/bodies.js';
import type { BenchNetwork } from './bench-network.js';
import { besideSdk } from './beside-sdk.js';
import type { FabricExperiment } from './fabric-experiment.js';

const BODIES = 200;

/** What the gateway adds to a question that a client asks a peer with the SDK. */
export const evaluates: FabricExperiment = {
  name: 'F-evaluate',
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const headers = await gateway.headers('data-bureau', 'attester');
    const from = bench.takeNumbers(BODIES);
    const bodies = Array.from({ length: BODIES }, (_, index) => recordsBody(from + index, 1));
    const asking = { kind: 'post', begin: 0, paths: ['/v1/records?dryRun=true'], bodies } as const;
    return besideSdk(bench, network, {
      name: 'F-evaluate',
      kind: 'evaluate',
      ours: 'POST /v1/records?dryRun=true, one record',
      sdk: 'fabric-gateway, CompareRecords of one record',
      unit: 'answers',
      mostAdded: 1,
      leastRate: 0.85,
      run: (clients, seconds) => bench.measure(gateway, { clients, seconds, headers, asking, expect: '"CREATED"' }),
    });
  },
};
