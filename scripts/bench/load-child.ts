// SPDX-License-Identifier: Apache-2.0
import { closedLoop } from './load/closed-loop.js';
import { syncLoop } from './load/sync-loop.js';
import { openLoop } from './load/open-loop.js';
import type { LoadOrder } from './load/order.js';
import { serveCalls } from './processes/serve-calls.js';

// Load is made outside the servers' processes, so that it does not share their event loop.
serveCalls({
  load: (order: LoadOrder) => (order.rate === undefined ? closedLoop(order) : openLoop(order, order.rate)),
  sync: syncLoop,
});
