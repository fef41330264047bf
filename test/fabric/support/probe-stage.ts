// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeDefinition } from '../../../network/embedded/index.js';
import type { Stage } from '../../conformance/stage.js';
import { readRwset } from '../../network/conformance/support/read-rwset.js';
import type { NamespaceSets } from '../../network/conformance/support/read-rwset.js';
import { ANYONE, CHAINCODE, StepsNetwork } from '../../network/conformance/support/steps-network.js';
import type { StepsNetworkOptions } from '../../network/conformance/support/steps-network.js';
import { StepsContract } from '../../network/conformance/support/steps-contract.js';
import { defineShared } from './probe-definitions.js';
import type { ProbeNetwork } from './probe-network.js';
import { RenamedChannel } from './renamed-channel.js';
import { sharedProbeNetwork } from './shared-probe-network.js';

/** Where every transaction reads the chaincode's definition; the embedded network has no such namespace. */
const LIFECYCLE = '_lifecycle';
const SERVERS = ['one', 'two'];

class FabricSteps extends StepsNetwork {
  readonly network: RenamedChannel;

  constructor(network: RenamedChannel) {
    super();
    this.network = network;
  }

  override setsOf(envelope: Uint8Array): NamespaceSets[] {
    return readRwset(envelope)
      .filter(({ namespace }) => namespace !== LIFECYCLE)
      .map((sets) => ({ ...sets, namespace: this.network.ownName(sets.namespace) }));
  }

  /** The chaincodes stay on the channel; nobody knows their names any more. */
  remove(): Promise<void> {
    return Promise.resolve();
  }
}

/** The shared real network; what only the embedded one lets a test do is left out. */
export const FABRIC: Stage = {
  name: 'Fabric',
  open: async (changes) => openSteps(await sharedProbeNetwork(), changes),
  itEmbedded: () => undefined,
};

let opened = 0;

async function openSteps(probe: ProbeNetwork, changes: StepsNetworkOptions = {}): Promise<StepsNetwork> {
  const { collections = [], endorsementPolicy = ANYONE } = changes;
  const usual: ChaincodeDefinition = { name: CHAINCODE, contracts: [StepsContract], endorsementPolicy, collections };
  const definitions = changes.chaincodes ?? [usual];
  opened += 1;
  const names = new Map(definitions.map(({ name }) => [name, `${name}_${opened}`]));
  const shared = definitions.map((each, index) => ({
    name: names.get(each.name) ?? each.name,
    endorsementPolicy: each.endorsementPolicy,
    collections: each.collections ?? [],
    servedAs: SERVERS[index % SERVERS.length] ?? '',
  }));
  await defineShared(probe.native.site, shared);
  for (const { name, endorsementPolicy: policy } of shared) probe.policies.set(name, policy);
  return new FabricSteps(new RenamedChannel(probe.channel, names));
}
