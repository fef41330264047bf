// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type { ChaincodeDefinition, CollectionConfig } from '../../../network/embedded/index.js';
import { StepsContract } from '../conformance/support/steps-contract.js';
import { CHAINCODES, CHANNEL, COLLECTIONS, ORGANISATIONS } from './history.js';

function anyOf(mspIds: readonly string[], role: 'peer' | 'member'): string {
  return `OR(${mspIds.map((mspId) => `'${mspId}.${role}'`).join(', ')})`;
}

/** As in collections_config.json. */
export const collections: readonly CollectionConfig[] = Object.entries(COLLECTIONS)
  .filter(([name]) => !name.startsWith('_implicit'))
  .map(([name, { members, endorsers }]) => ({
    name,
    policy: anyOf(members, 'member'),
    requiredPeerCount: 0,
    maxPeerCount: 2,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    ...(endorsers !== undefined && { endorsementPolicy: { signaturePolicy: anyOf(endorsers, 'peer') } }),
  }));

/** The chaincodes as the model speaks of them. */
export function modelChaincodes(): ChaincodeDefinition[] {
  const peers = ORGANISATIONS.map((mspId) => `'${mspId}.peer'`).join(', ');
  return Object.entries(CHAINCODES).map(([name, count]) => ({
    name,
    contracts: [StepsContract],
    endorsementPolicy: `OutOf(${count}, ${peers})`,
    collections,
  }));
}

export interface ModelNetwork {
  readonly network: EmbeddedNetwork;
  readonly remove: () => Promise<void>;
}

/** The network that the model speaks of, in a folder of its own that `remove` takes away. */
export async function openModelNetwork(): Promise<ModelNetwork> {
  const directory = await mkdtemp(join(tmpdir(), 'onedoor-model-'));
  const network = await EmbeddedNetwork.open({
    directory,
    channel: CHANNEL,
    organisations: ORGANISATIONS.map((mspId) => ({ mspId })),
    chaincodes: modelChaincodes(),
  });
  const remove = async (): Promise<void> => {
    await network.close();
    await rm(directory, { recursive: true });
  };
  return { network, remove };
}
