// SPDX-License-Identifier: Apache-2.0
import type { Sample } from '../measure/sample.js';
import { requestsOf } from './bodies.js';
import { endInTime } from './end-in-time.js';
import { Connection } from './connection.js';
import type { LoadOrder } from './order.js';
import { Tally } from './tally.js';

/** Every client asks again as soon as it is answered, until the time is over; what is under way then still counts. */
export async function closedLoop(order: LoadOrder): Promise<Sample> {
  const next = requestsOf(order.asking);
  const tally = new Tally(order.expect);
  const connections = await Promise.all(Array.from({ length: order.clients }, () => Connection.open(order)));
  const began = performance.now();
  const end = began + order.seconds * 1000;
  const guard = endInTime(connections, order.seconds);
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end) {
        const content = next();
        const since = performance.now();
        try {
          tally.answered(since, await connection.ask(content));
        } catch (error) {
          tally.broke(since, error);
          return; // a broken connection voids the run anyway
        }
      }
    }),
  );
  guard.end();
  return tally.sample(began);
}
