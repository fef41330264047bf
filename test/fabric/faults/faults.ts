// SPDX-License-Identifier: Apache-2.0
import type { Fault } from './fault.js';
import type { FaultNetwork } from './fault-network.js';

/** A node that is killed, is away for a while, and is started again. */
function killed(name: string, lasts: number, choose: (network: FaultNetwork) => Promise<string> | string): Fault {
  let node = '';
  return {
    name,
    lasts,
    strike: async (network) => {
      node = await choose(network);
      await network.native.node(node).kill();
    },
    end: (network) => network.native.node(node).start(),
  };
}

/** A node that hangs: its connections stay and nothing comes. */
function stopped(name: string, lasts: number, node: string): Fault {
  return {
    name,
    lasts,
    strike: (network) => {
      network.native.node(node).signal('SIGSTOP');
    },
    end: (network) => {
      network.native.node(node).signal('SIGCONT');
    },
  };
}

/** Whose peers and servers are hit: the source of the records, and the reader. */
const SOURCE = 'data-bureau';
const READER = 'human-resources';

export const FAULTS: readonly Fault[] = [
  killed('the orderer that leads is killed', 3_000, (network) => network.leader()),
  killed('an orderer that follows is killed', 2_000, (network) => network.follower()),
  killed('a peer is killed and started again', 3_000, () => `${READER}.peer0`),
  killed("the source's peer is killed and started again", 3_000, () => `${SOURCE}.peer0`),
  killed('a chaincode server is killed', 2_000, () => `${SOURCE}.chaincode.onedoor`),
  stopped('a chaincode server hangs', 4_000, `${SOURCE}.chaincode.onedoor`),
  {
    name: 'the gateway is killed',
    lasts: 0,
    strike: (network) => network.killGateway(),
    end: async (network) => {
      await network.openGateway();
    },
  },
  {
    name: 'a peer is cut off in its network namespace',
    lasts: 4_000,
    needsNamespaces: true,
    prepare: (network) => network.isolate(`${READER}.peer0`),
    strike: (network) => {
      network.cutOff();
    },
    end: (network) => {
      network.reconnect();
    },
    undo: (network) => network.bringBack(`${READER}.peer0`),
  },
];

/** How far a gateway's clock may be from the peers', and what becomes of its requests then. */
export const CLOCKS = [
  { name: 'the clock of the gateway jumps 90 s ahead', seconds: 90 },
  { name: 'the clock of the gateway jumps 20 minutes ahead', seconds: 1_200 },
] as const;
