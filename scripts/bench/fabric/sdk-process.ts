// SPDX-License-Identifier: Apache-2.0
import type { SealedRequest } from '../district/single-submits.js';
import type { Sample } from '../measure/sample.js';
import { Child } from '../processes/child.js';
import type { Cleanup } from '../processes/cleanup.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import type { SdkOrder } from '../sdk-child.js';

export interface SdkConnection {
  readonly connection: string;
  readonly wallet: string;
  readonly channel: string;
  readonly chaincode: string;
}

/** More than a peer takes in a second, one by one. */
const PER_SECOND = 1_500;

/** A client that calls @hyperledger/fabric-gateway itself, with nothing of ours between. */
export class SdkProcess {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(cleanup: Cleanup, { connection, wallet, channel, chaincode }: SdkConnection): Promise<SdkProcess> {
    const environment = {
      BENCH_CONNECTION: connection,
      BENCH_WALLET: wallet,
      BENCH_CHANNEL: channel,
      BENCH_CHAINCODE: chaincode,
    };
    return new SdkProcess(await Child.start(cleanup, 'sdk-child.js', { environment }));
  }

  /** Requests that nobody sent before are made by the gateway's own code, outside of what is measured. */
  async run(
    gateway: GatewayProcess,
    takeNumbers: (count: number) => number,
    order: Omit<SdkOrder, 'requests'>,
  ): Promise<Sample> {
    const count = Math.ceil(order.seconds * PER_SECOND);
    const requests = await gateway.call<SealedRequest[]>('sealed', { from: takeNumbers(count), count });
    return this.#child.call('run', { ...order, requests } satisfies SdkOrder);
  }
}
