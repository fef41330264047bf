// SPDX-License-Identifier: Apache-2.0
import type { DemoTokenRequest } from '../../gateway/http/identity/demo-tokens.js';
import { readConfig } from '../../gateway/config.js';
import { startGateway } from '../../gateway/main.js';
import { countCommits } from './district/count-commits.js';
import { LagWatch } from './district/lag-watch.js';
import { prepareDistrict } from './district/prepare-district.js';
import { sealedRequests, singleSubmits, type SubmitOrder } from './district/single-submits.js';
import { serveCalls } from './processes/serve-calls.js';

// The gateway as `npm start` has it, in a process that also tells what it costs.
const gateway = await startGateway(readConfig(process.env), { logStream: process.stderr });
const lag = new LagWatch(gateway.parts);

serveCalls(
  {
    url: () => gateway.url,
    prepare: (order: { persons: number }) => prepareDistrict(gateway, order.persons),
    token: (request: DemoTokenRequest) => gateway.token(request),
    usage: async () => {
      const { user, system } = process.cpuUsage();
      const { maxRSS } = process.resourceUsage();
      const height = Number(await gateway.parts.ledger.height());
      return { cpuMicros: user + system, rss: process.memoryUsage.rss(), peak: maxRSS * 1024, height };
    },
    sealed: ({ from, count }: { from: number; count: number }) => sealedRequests(gateway.parts, from, count),
    submits: (order: SubmitOrder) => singleSubmits(gateway.parts, order),
    watchLag: () => {
      lag.start();
    },
    lags: () => lag.stop(),
    commits: ({ from, to }: { from: number; to: number }) => countCommits(gateway.parts.ledger, from, to),
  },
  () => gateway.close(),
);
