// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { PeerNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { DepartmentClient } from '../steps/department-client.js';
import { OperationFailure } from './operation-failure.js';

const POLL_MS = 100;
const PATIENCE_MS = 120_000;

/** Number of blocks that a peer has committed. */
export async function heightOf(site: Site, node: PeerNode): Promise<number> {
  const { channel } = site.state.definition;
  const client = new DepartmentClient(site, node.department);
  const answer = await client.evaluate({ chaincode: 'qscc', args: ['GetChainInfo', channel] }, node, '');
  return common.BlockchainInfo.deserializeBinary(answer).getHeight();
}

/** The greatest height among the other peers that answer; 0 where none does. */
export async function heightOfOthers(site: Site, node: PeerNode): Promise<number> {
  const others = site.peers.filter(({ name }) => name !== node.name);
  return Math.max(0, ...(await Promise.all(others.map((other) => heightOf(site, other).catch(() => 0)))));
}

/**
 * Waits until the peer has this many blocks.
 * @throws {OperationFailure} `UNAVAILABLE` if it takes no block for two minutes.
 */
export async function untilHeight(site: Site, node: PeerNode, wanted: number, signal?: AbortSignal): Promise<number> {
  let [height, since] = [-1, Date.now()];
  for (;;) {
    signal?.throwIfAborted();
    const now = await heightOf(site, node).catch(() => -1);
    if (now >= wanted) return now;
    if (now > height) [height, since] = [now, Date.now()];
    if (Date.now() - since > PATIENCE_MS) throw doesNotCatchUp(node, height, wanted);
    await sleep(POLL_MS);
  }
}

function doesNotCatchUp({ name }: PeerNode, height: number, wanted: number): OperationFailure {
  return new OperationFailure('UNAVAILABLE', {
    zh: `${name} 停在第 ${height} 个区块，应有 ${wanted} 个。请查看“onedoor network logs ${name}”，确认排序节点可达后重试。`,
    en: `${name} stays at ${height} blocks, there are ${wanted}. See "onedoor network logs ${name}"; once it reaches an orderer, run this again.`,
  });
}
