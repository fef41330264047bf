// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../../network/embedded/index.js';
import type { NetworkOptions } from '../../../../network/embedded/index.js';
import { IdentityStore } from '../../../../network/embedded/identity/identity-store.js';
import type { Signer } from '../../../../network/embedded/identity/identity-store.js';
import { makeGate } from './gates.js';
import type { Gate } from './gates.js';
import { readPrivateStore } from './read-private-store.js';
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

  async callerSigner(mspId: string): Promise<Signer> {
    return this.#identities.signer(await this.caller(mspId));
  }

  peerSigner(mspId: string): Promise<Signer> {
    return this.#identities.enrol(mspId, `peer0.${mspId}`, 'peer', {});
  }

  gate(name: string): Gate {
    return makeGate(name);
  }

  async privateWrites(blockNumber: bigint): Promise<readonly string[]> {
    return (await readPrivateStore(this)).get(blockNumber) ?? [];
  }

  async withoutPeer<T>(mspId: string, action: () => Promise<T>): Promise<T> {
    this.network.hold(mspId);
    try {
      return await action();
    } finally {
      this.network.release(mspId);
    }
  }

  async send(envelope: Uint8Array): Promise<void> {
    await this.network.order(envelope);
  }

  get #identities(): IdentityStore {
    return new IdentityStore(join(this.options.directory, 'identities'));
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
