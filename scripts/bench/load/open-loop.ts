// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { Sample } from '../measure/sample.js';
import { requestsOf } from './bodies.js';
import { endInTime } from './end-in-time.js';
import { Connection } from './connection.js';
import type { LoadOrder } from './order.js';
import { Tally } from './tally.js';

/**
 * Begins requests at a fixed rate. A request counts from the moment at which it was due, whether or not a connection
 * was free then: a server that stalls does not slow down those who come to it.
 */
export async function openLoop(order: LoadOrder, rate: number): Promise<Sample> {
  const next = requestsOf(order.asking);
  const tally = new Tally(order.expect);
  const connections = await Promise.all(Array.from({ length: order.clients }, () => Connection.open(order)));
  const queue = new Queue(connections, async (connection, since) => {
    try {
      tally.answered(since, await connection.ask(next()));
    } catch (error) {
      tally.broke(since, error);
    }
  });
  const guard = endInTime(connections, order.seconds);
  const began = performance.now();
  const all = Math.floor(order.seconds * rate);
  for (let begun = 0; begun < all;) {
    const due = Math.min(all, Math.floor(((performance.now() - began) * rate) / 1000));
    for (; begun < due; begun += 1) queue.add(began + (begun * 1000) / rate);
    await pause(1);
  }
  await queue.drained();
  guard.end();
  return tally.sample(began);
}

/** Requests that wait for a free connection, in the order in which they were due. */
class Queue {
  readonly #free: Connection[];
  readonly #ask: (connection: Connection, since: number) => Promise<void>;
  readonly #waiting: number[] = [];
  readonly #underWay = new Set<Promise<void>>();

  constructor(connections: readonly Connection[], ask: (connection: Connection, since: number) => Promise<void>) {
    this.#free = [...connections];
    this.#ask = ask;
  }

  add(since: number): void {
    this.#waiting.push(since);
    this.#start();
  }

  async drained(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #start(): void {
    while (this.#waiting.length > 0 && this.#free.length > 0) {
      const connection = this.#free.pop();
      const since = this.#waiting.shift();
      if (connection === undefined || since === undefined) return;
      const asked = this.#ask(connection, since).finally(() => {
        this.#underWay.delete(asked);
        this.#free.push(connection);
        this.#start();
      });
      this.#underWay.add(asked);
    }
  }
}
