// SPDX-License-Identifier: Apache-2.0
import type { SealedRequest } from '../district/single-submits.js';
import type { Sample } from '../measure/sample.js';
import { Child } from '../processes/child.js';
import type { Cleanup } from '../processes/cleanup.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import type { ClientOrder } from './client-order.js';

/** More than a peer takes in a second, one by one. */
const PER_SECOND = 1_500;

/** A process that asks the channel as it is told: with an SDK alone, or through the ledger's port. */
export class ClientProcess {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  /** `module` serves the call `run` with a {@link ClientOrder}. */
  static async start(
    cleanup: Cleanup,
    module: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<ClientProcess> {
    return new ClientProcess(await Child.start(cleanup, module, { environment }));
  }

  /** Requests that nobody sent before are made by the gateway's own code, outside of what is measured. */
  async run(
    gateway: GatewayProcess,
    takeNumbers: (count: number) => number,
    order: Omit<ClientOrder, 'requests'>,
  ): Promise<Sample> {
    const count = Math.ceil(order.seconds * PER_SECOND);
    const requests = await gateway.call<SealedRequest[]>('sealed', { from: takeNumbers(count), count });
    return this.#child.call('run', { ...order, requests } satisfies ClientOrder);
  }
}
