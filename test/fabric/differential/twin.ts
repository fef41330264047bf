// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type {
  ChaincodeDefinition,
  DecodedBlock,
  EndorsedTransaction,
  Identity,
} from '../../../network/embedded/index.js';
import { StepsContract } from '../../network/conformance/support/steps-contract.js';
import { CHANNEL, ORGANISATIONS } from '../../network/model/history.js';
import { envelopesOf } from '../../network/conformance/support/read-rwset.js';
import type { ProbeChannel } from '../support/probe-channel.js';

/** What stands in the twin's blocks where the real channel has something that the twin does not play. */
const FILLER: ChaincodeDefinition = {
  name: 'filler',
  contracts: [StepsContract],
  endorsementPolicy: "OR('AMSP.peer')",
};

/** The network beside a real channel: it orders the same transactions in blocks of the same numbers. */
export class Twin {
  readonly network: EmbeddedNetwork;
  readonly #directory: string;
  readonly #filling: Identity;
  /** Its transactions, by the real envelope. */
  readonly #played = new Map<string, EndorsedTransaction>();

  static async open(chaincodes: readonly ChaincodeDefinition[]): Promise<Twin> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-twin-'));
    const network = await EmbeddedNetwork.open({
      directory,
      channel: CHANNEL,
      organisations: ORGANISATIONS.map((mspId) => ({ mspId })),
      chaincodes: [...chaincodes, FILLER],
    });
    return new Twin(directory, network, await network.enrol('AMSP', 'filler'));
  }

  private constructor(directory: string, network: EmbeddedNetwork, filling: Identity) {
    this.#directory = directory;
    this.network = network;
    this.#filling = filling;
  }

  /** From now on the twin's transaction stands for the real one. */
  stand(real: EndorsedTransaction, own: EndorsedTransaction): void {
    this.#played.set(nameOf(real.envelope), own);
  }

  /** Makes a block for each that the channel has more. @returns the new blocks in pairs. */
  async follow(channel: ProbeChannel): Promise<(readonly [real: DecodedBlock, own: DecodedBlock])[]> {
    const pairs: (readonly [DecodedBlock, DecodedBlock])[] = [];
    while (this.network.height < channel.height) {
      const real = await channel.block(this.network.height);
      await this.#order(real);
      pairs.push([real, await this.network.block(real.number)]);
    }
    return pairs;
  }

  async remove(): Promise<void> {
    await this.network.close();
    await rm(this.#directory, { recursive: true });
  }

  async #order(real: DecodedBlock): Promise<void> {
    const names = envelopesOf(real.bytes).map(nameOf);
    const own = await Promise.all(names.map(async (name) => this.#played.get(name) ?? (await this.#fill())));
    await this.network.order(own);
  }

  #fill(): Promise<EndorsedTransaction> {
    return this.network.endorse(this.#filling, { chaincode: 'filler', transaction: 'steps:Try', args: ['[]'] });
  }
}

function nameOf(envelope: Uint8Array): string {
  return createHash('sha256').update(envelope).digest('base64');
}
