// SPDX-License-Identifier: Apache-2.0
import '../peer/quiet-shim.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type { Identity, NetworkOptions, Proposal } from '../../../network/embedded/index.js';
import { IdentityStore } from '../../../network/embedded/identity/identity-store.js';
import { LedgerContract } from './ledger-contract.js';

export const CHAINCODE = 'tests';

export function testOptions(directory: string): NetworkOptions {
  return {
    directory,
    channel: 'district',
    organisations: [{ mspId: 'AMSP' }, { mspId: 'BMSP' }, { mspId: 'CMSP' }],
    chaincodes: [
      {
        name: CHAINCODE,
        contracts: [LedgerContract],
        endorsementPolicy: "OutOf(2, 'AMSP.peer', 'BMSP.peer', 'CMSP.peer')",
      },
    ],
  };
}

/** A network of three organisations in a folder of its own. */
export class TestNetwork {
  network: EmbeddedNetwork;
  readonly options: NetworkOptions;

  private constructor(network: EmbeddedNetwork, options: NetworkOptions) {
    this.network = network;
    this.options = options;
  }

  static async open(changes: Partial<NetworkOptions> = {}): Promise<TestNetwork> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-network-'));
    const options = { ...testOptions(directory), ...changes };
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

/** What a promise rejects with, which must be of the class if one is named. */
export async function rejection<E extends Error = Error>(
  promise: Promise<unknown>,
  type: new (...args: never[]) => E = Error as unknown as new () => E,
): Promise<E> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new Error('did not reject');
}
