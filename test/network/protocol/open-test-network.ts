// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type { Identity, NetworkOptions, Proposal } from '../../../network/embedded/index.js';
import { IdentityStore } from '../../../network/embedded/identity/identity-store.js';
import { LedgerContract } from './ledger-contract.js';

export const CHAINCODE = 'tests';

/** A network of three organisations in a folder of its own. */
export class TestNetwork {
  network: EmbeddedNetwork;
  readonly options: NetworkOptions;

  private constructor(network: EmbeddedNetwork, options: NetworkOptions) {
    this.network = network;
    this.options = options;
  }

  static async open(changes: Partial<NetworkOptions> = {}): Promise<TestNetwork> {
    const options: NetworkOptions = {
      directory: await mkdtemp(join(tmpdir(), 'onedoor-network-')),
      channel: 'district',
      organisations: [{ mspId: 'AMSP' }, { mspId: 'BMSP' }, { mspId: 'CMSP' }],
      chaincodes: [
        {
          name: CHAINCODE,
          contracts: [LedgerContract],
          endorsementPolicy: "OutOf(2, 'AMSP.peer', 'BMSP.peer', 'CMSP.peer')",
        },
      ],
      ...changes,
    };
    return new TestNetwork(await EmbeddedNetwork.open(options), options);
  }

  get directory(): string {
    return this.options.directory;
  }

  caller(): Promise<Identity> {
    return this.network.enrol('AMSP', 'gateway', { 'onedoor.role': 'officer' });
  }

  put(key: string, value: string): Proposal {
    return { chaincode: CHAINCODE, transaction: 'ledger:Put', args: [key, value] };
  }

  async get(key: string, peer = 'AMSP'): Promise<string> {
    const proposal = { chaincode: CHAINCODE, transaction: 'ledger:Get', args: [key], peer };
    return Buffer.from(await this.network.evaluate(await this.caller(), proposal)).toString();
  }

  /** Signs bytes as an evil client with a good identity could. */
  async signAsCaller(bytes: Uint8Array): Promise<Uint8Array> {
    const identities = new IdentityStore(join(this.directory, 'identities'));
    return (await identities.signer(await this.caller())).sign(bytes);
  }

  async reopen(changes: Partial<NetworkOptions> = {}): Promise<void> {
    await this.network.close();
    this.network = await EmbeddedNetwork.open({ ...this.options, ...changes });
  }

  async remove(): Promise<void> {
    await this.network.close();
    await rm(this.directory, { recursive: true });
  }
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('did not reject');
}
