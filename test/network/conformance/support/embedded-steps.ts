// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../../network/embedded/index.js';
import type { NetworkOptions } from '../../../../network/embedded/index.js';
import { StepsContract } from './steps-contract.js';
import { ANYONE, CHAINCODE, StepsNetwork } from './steps-network.js';
import type { StepsNetworkOptions } from './steps-network.js';

const ORGANISATIONS = ['AMSP', 'BMSP', 'CMSP'] as const;

/** The embedded network, in a folder of its own. */
export class EmbeddedSteps extends StepsNetwork {
  readonly options: NetworkOptions;
  network: EmbeddedNetwork;

  static async open(changes: StepsNetworkOptions = {}): Promise<EmbeddedSteps> {
    const { collections = [], endorsementPolicy = ANYONE, ...others } = changes;
    const options: NetworkOptions = {
      directory: await mkdtemp(join(tmpdir(), 'onedoor-conformance-')),
      channel: 'district',
      organisations: ORGANISATIONS.map((mspId) => ({ mspId })),
      chaincodes: [{ name: CHAINCODE, contracts: [StepsContract], endorsementPolicy, collections }],
      ...others,
    };
    return new EmbeddedSteps(options, await EmbeddedNetwork.open(options));
  }

  private constructor(options: NetworkOptions, network: EmbeddedNetwork) {
    super();
    this.options = options;
    this.network = network;
  }

  async reopen(changes: Partial<NetworkOptions> = {}): Promise<void> {
    await this.network.close();
    this.network = await EmbeddedNetwork.open({ ...this.options, ...changes });
  }

  async remove(): Promise<void> {
    await this.network.close();
    await rm(this.options.directory, { recursive: true });
  }
}

/** For tests that are declared for the embedded network only. @throws for any other. */
export function embeddedOf(steps: StepsNetwork): EmbeddedSteps {
  if (steps instanceof EmbeddedSteps) return steps;
  throw new Error('not the embedded network');
}
