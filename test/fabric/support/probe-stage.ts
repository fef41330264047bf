// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Signer } from '../../../network/embedded/identity/identity-store.js';
import type { ChaincodeDefinition } from '../../../network/embedded/index.js';
import type { Stage } from '../../conformance/stage.js';
import { makeFileGate } from '../../network/conformance/support/gates.js';
import type { Gate } from '../../network/conformance/support/gates.js';
import { readWrites } from '../../network/conformance/support/read-private-store.js';
import { readRwset } from '../../network/conformance/support/read-rwset.js';
import type { NamespaceSets } from '../../network/conformance/support/read-rwset.js';
import { ANYONE, CHAINCODE, StepsNetwork } from '../../network/conformance/support/steps-network.js';
import type { StepsNetworkOptions } from '../../network/conformance/support/steps-network.js';
import { StepsContract } from '../../network/conformance/support/steps-contract.js';
import { defineShared } from './probe-definitions.js';
import { signerOf } from './probe-identity.js';
import type { ProbeNetwork } from './probe-network.js';
import { RenamedChannel } from './renamed-channel.js';
import { sharedProbeNetwork } from './shared-probe-network.js';

/** Where every transaction reads the chaincode's definition; the embedded network has no such namespace. */
const LIFECYCLE = '_lifecycle';
const SERVERS = ['one', 'two'];

class FabricSteps extends StepsNetwork {
  readonly network: RenamedChannel;
  readonly #probe: ProbeNetwork;

  constructor(probe: ProbeNetwork, network: RenamedChannel) {
    super();
    this.#probe = probe;
    this.network = network;
  }

  override setsOf(envelope: Uint8Array): NamespaceSets[] {
    return readRwset(envelope)
      .filter(({ namespace }) => namespace !== LIFECYCLE)
      .map((sets) => ({ ...sets, namespace: this.network.ownName(sets.namespace) }));
  }

  callerSigner(mspId: string): Promise<Signer> {
    return this.#probe.channel.signer(mspId);
  }

  /** On one host a peer's key is a file. */
  peerSigner(mspId: string): Promise<Signer> {
    const msp = join(this.#probe.native.site.nodeFolder(this.#probe.peerOf(mspId)), 'msp');
    const privateKey = createPrivateKey(readFileSync(join(msp, 'keystore', 'key.pem')));
    const certificate = readFileSync(join(msp, 'signcerts', 'cert.pem'), 'utf8');
    return Promise.resolve(signerOf({ mspId, certificate, privateKey }, 'peer'));
  }

  gate(name: string): Gate {
    return makeFileGate(this.#probe.gates, name);
  }

  async privateWrites(blockNumber: bigint): Promise<readonly string[]> {
    return [...(await this.#probe.channel.privateValues('AMSP', Number(blockNumber))).values()].flatMap(readWrites);
  }

  async withoutPeer<T>(mspId: string, action: () => Promise<T>): Promise<T> {
    const peer = this.#probe.native.node(this.#probe.peerOf(mspId).name);
    peer.signal('SIGSTOP');
    try {
      return await action();
    } finally {
      peer.signal('SIGCONT');
      await this.#untilEqual();
    }
  }

  send(envelope: Uint8Array): Promise<void> {
    return this.#probe.channel.send(envelope);
  }

  /** The chaincodes stay on the channel; nobody knows their names any more. */
  remove(): Promise<void> {
    return Promise.resolve();
  }

  /** Whatever is on its way to a peer comes before this. */
  async #untilEqual(): Promise<void> {
    await this.submit(['putState', 'until every peer has every block', '']);
  }
}

/**
 * The shared real network; what only the embedded one lets a test do is left out.
 * @param onCutApart told when a test could not be played, because the orderer cut its block apart.
 */
export function fabricStage(onCutApart: () => void): Stage {
  return {
    name: 'Fabric',
    open: async (changes) => openSteps(await sharedProbeNetwork(), changes ?? {}, onCutApart),
    itEmbedded: () => undefined,
  };
}

let opened = 0;

async function openSteps(
  probe: ProbeNetwork,
  changes: StepsNetworkOptions,
  onCutApart: () => void,
): Promise<StepsNetwork> {
  const { collections = [], endorsementPolicy = ANYONE } = changes;
  const usual: ChaincodeDefinition = { name: CHAINCODE, contracts: [StepsContract], endorsementPolicy, collections };
  const definitions = changes.chaincodes ?? [usual];
  const define = () => defineAnew(probe, definitions);
  return new FabricSteps(probe, await RenamedChannel.open(probe.channel, define, onCutApart));
}

/** Puts the chaincodes on the channel under names that nobody has used. */
async function defineAnew(
  probe: ProbeNetwork,
  definitions: readonly ChaincodeDefinition[],
): Promise<ReadonlyMap<string, string>> {
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
  return names;
}
