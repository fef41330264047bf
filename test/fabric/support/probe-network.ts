// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { ChaincodeDefinition } from '../../../network/embedded/index.js';
import { fewestEndorsers } from '../../../network/embedded/policy/fewest-endorsers.js';
import { NativeNetwork } from '../../../network/native/native-network.js';
import type { PeerNode } from '../../../network/native/plan/nodes.js';
import { GATES_FOLDER } from '../../network/conformance/support/gates.js';
import { CHANNEL, ORGANISATIONS } from '../../network/model/history.js';
import { modelChaincodes } from '../../network/model/model-network.js';
import { ProbeChannel } from './probe-channel.js';
import type { ProbePlaces } from './probe-node.js';

const SERVER = fileURLToPath(new URL('probe-server.js', import.meta.url));

const DEPARTMENTS = ORGANISATIONS.map((mspId) => {
  const code = mspId.replace('MSP', '').toLowerCase();
  return { code, mspId, title: { zh: code, en: code }, bodies: [] };
});

const DEFINITION: NetworkDefinition = {
  channel: CHANNEL,
  chaincode: 'one',
  departments: DEPARTMENTS,
  batch: { timeout: '60ms', maxMessages: 500, preferredBytes: 2 * 1024 * 1024, absoluteBytes: 10 * 1024 * 1024 },
};

/** A real network of three organisations, with the chaincodes of the random histories. */
export class ProbeNetwork {
  readonly native: NativeNetwork;
  readonly channel: ProbeChannel;
  /** Endorsement policies by the name of the chaincode. */
  readonly policies: Map<string, string>;

  static async open(): Promise<ProbeNetwork> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-probe-'));
    const chaincodes = modelChaincodes();
    try {
      const native = await NativeNetwork.up({
        directory,
        definition: DEFINITION,
        chaincodes: chaincodes.map((chaincode) => settingOf(chaincode, gatesOf(directory))),
        ports: 'free',
      });
      const policies = new Map(chaincodes.map(({ name, endorsementPolicy }) => [name, endorsementPolicy]));
      const channel = await openChannel(native, policies);
      return new ProbeNetwork(native, channel, policies);
    } catch (error) {
      await takeDown(directory);
      throw error;
    }
  }

  private constructor(native: NativeNetwork, channel: ProbeChannel, policies: Map<string, string>) {
    this.native = native;
    this.channel = channel;
    this.policies = policies;
  }

  /** Where this network's chaincode finds the gates of tests. */
  get gates(): string {
    return gatesOf(this.native.directory);
  }

  peerOf(mspId: string): PeerNode {
    const found = this.native.site.peers.find(({ organisation }) => organisation.mspId === mspId);
    if (found === undefined) throw new Error(`${mspId} has no peer in this network`);
    return found;
  }

  /** Ends every node at once, for a process that cannot wait; the folder stays. */
  kill(): void {
    for (const { name } of this.native.site.nodes) {
      const { pid } = this.native.node(name);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    }
  }

  async remove(): Promise<void> {
    this.channel.close();
    await takeDown(this.native.directory);
  }
}

async function takeDown(directory: string): Promise<void> {
  await NativeNetwork.down(directory, { purge: true });
  await rm(directory, { recursive: true, force: true });
}

function gatesOf(directory: string): string {
  return join(directory, 'gates');
}

function settingOf({ name, endorsementPolicy, collections = [] }: ChaincodeDefinition, gates: string) {
  return {
    name,
    version: '1.0',
    command: [process.execPath, SERVER] as const,
    environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'critical', [GATES_FOLDER]: gates },
    endorsement: { signature: endorsementPolicy },
    collections,
  };
}

function openChannel(native: NativeNetwork, policies: ReadonlyMap<string, string>): Promise<ProbeChannel> {
  return ProbeChannel.open({
    places: placesOf(native),
    enrol: (mspId, name, attributes) => native.enrol(codeOf(mspId), name, attributes),
    endorsersOf: (chaincode) => fewestEndorsers(policies.get(chaincode) ?? '', [...ORGANISATIONS]) ?? [],
  });
}

function placesOf({ site }: NativeNetwork): ProbePlaces {
  const nodeOf = (node: (typeof site.peers)[number] | (typeof site.orderers)[number]) => ({
    address: site.endpoint(node),
    tlsRoot: readFileSync(site.rootCertificate(node.organisation, 'tls'), 'utf8'),
  });
  const [orderer] = site.orderers;
  if (orderer === undefined) throw new Error('a network without an orderer');
  return {
    channel: CHANNEL,
    peers: Object.fromEntries(site.peers.map((peer) => [peer.organisation.mspId, nodeOf(peer)])),
    orderer: nodeOf(orderer),
  };
}

function codeOf(mspId: string): string {
  return DEPARTMENTS.find((department) => department.mspId === mspId)?.code ?? mspId;
}
