// SPDX-License-Identifier: Apache-2.0
import type { LoadOrder } from '../load/order.js';
import type { SyncOrder } from '../load/sync-loop.js';
import type { Sample } from '../measure/sample.js';
import { Child } from './child.js';
import type { Cleanup } from './cleanup.js';

/** A server that can be asked and tells what that cost it. */
export interface Served {
  readonly host: string;
  readonly port: number;
  usage(): Promise<{ readonly cpuMicros: number }>;
}

/** What is asked of a server, whoever it is. */
export type Order = Omit<LoadOrder, 'host' | 'port'>;

/** Where load comes from. */
export class LoadProcess {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(cleanup: Cleanup): Promise<LoadProcess> {
    const child = await Child.start(cleanup, 'load-child.js');
    return new LoadProcess(child);
  }

  /** Loads a server as ordered, and tells what that cost it per request. */
  async run(served: Served, order: Order): Promise<Sample> {
    const before = await served.usage();
    const { host, port } = served;
    const sample = await this.#child.call<Sample>('load', { ...order, host, port });
    const after = await served.usage();
    if (sample.requests === 0) return sample;
    return { ...sample, cpuMicros: (after.cpuMicros - before.cpuMicros) / sample.requests };
  }

  /** What the disk of a folder takes for a durable append. */
  sync(order: SyncOrder): Promise<Sample> {
    return this.#child.call('sync', order);
  }
}
