// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../../scripts/language.js';
import type { Fault } from './fault.js';
import type { FaultNetwork } from './fault-network.js';
import { killedWhenPrepared } from './killed-when-prepared.js';

/** A node that is killed, is away for a while, and is started again. */
function killed(title: Bilingual, lasts: number, choose: (network: FaultNetwork) => Promise<string> | string): Fault {
  let node = '';
  return {
    title,
    lasts,
    strike: async (network) => {
      node = await choose(network);
      await network.native.node(node).kill();
    },
    end: (network) => network.native.node(node).start(),
  };
}

/** A node that hangs: its connections stay and nothing comes. */
function stopped(title: Bilingual, lasts: number, node: string): Fault {
  return {
    title,
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
  killed({ zh: '领头的排序节点被杀', en: 'the orderer that leads is killed' }, 3_000, (network) => network.leader()),
  killed({ zh: '跟随的排序节点被杀', en: 'an orderer that follows is killed' }, 2_000, (network) => network.follower()),
  killed(
    { zh: '一个对等节点被杀后重新启动', en: 'a peer is killed and started again' },
    3_000,
    () => `${READER}.peer0`,
  ),
  killed(
    { zh: '来源部门的对等节点被杀后重新启动', en: "the source's peer is killed and started again" },
    3_000,
    () => `${SOURCE}.peer0`,
  ),
  killed({ zh: '链码服务进程被杀', en: 'a chaincode server is killed' }, 2_000, () => `${SOURCE}.chaincode.onedoor`),
  stopped({ zh: '链码服务进程停住不动', en: 'a chaincode server hangs' }, 4_000, `${SOURCE}.chaincode.onedoor`),
  {
    title: { zh: '网关被杀', en: 'the gateway is killed' },
    lasts: 0,
    strike: (network) => network.killGateway(),
    end: async (network) => {
      await network.openGateway();
    },
  },
  killedWhenPrepared(),
  {
    title: { zh: '一个对等节点在其网络命名空间中被断开', en: 'a peer is cut off in its network namespace' },
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
  { title: { zh: '网关的时钟快了 90 秒', en: 'the clock of the gateway jumps 90 s ahead' }, seconds: 90 },
  {
    title: { zh: '网关的时钟快了 20 分钟', en: 'the clock of the gateway jumps 20 minutes ahead' },
    seconds: 1_200,
  },
] as const;
