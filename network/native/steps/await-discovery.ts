// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { discoverPeers } from '../client/discovery-client.js';
import { NetworkFailure } from '../network-failure.js';
import type { PeerNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { demandGoingOn } from './bring-up.js';
import type { BringUp } from './bring-up.js';
import { DepartmentClient, endpointOf } from './department-client.js';

const POLL_MS = 200;
const GOSSIP_MS = 60_000;

/** Waits until every peer tells its clients of every department's peers for each chaincode. */
export async function awaitDiscovery({ site, signal }: BringUp): Promise<void> {
  const until = Date.now() + GOSSIP_MS;
  await Promise.all(
    site.peers.map(async (peer) => {
      for (;;) {
        demandGoingOn(signal);
        const unseen = await unseenBy(site, peer);
        if (unseen.length === 0) return;
        if (Date.now() > until) throw notSeen(peer, unseen);
        await sleep(POLL_MS);
      }
    }),
  );
}

/** Names of the peers that this one's discovery leaves out for one of the chaincodes; all where it does not answer. */
export async function unseenBy(site: Site, peer: PeerNode): Promise<string[]> {
  const { signer } = new DepartmentClient(site, peer.department);
  const { channel } = site.state.definition;
  const unseen = await Promise.all(
    site.state.chaincodes.map(async ({ name }) => {
      const question = { channel, chaincode: name };
      const seen = await discoverPeers(endpointOf(site, peer), signer, question).catch((): string[] => []);
      return site.peers.filter((other) => !seen.includes(site.endpoint(other))).map((other) => other.name);
    }),
  );
  return [...new Set(unseen.flat())];
}

function notSeen(peer: PeerNode, unseen: readonly string[]): NetworkFailure {
  const list = unseen.join(', ');
  return new NetworkFailure(
    'NOT_READY',
    {
      zh: `${GOSSIP_MS / 1000} 秒后 ${peer.name} 仍未发现 ${list}。请运行“onedoor network status”，重启有问题的节点后再次运行“onedoor network up”。`,
      en: `After ${GOSSIP_MS / 1000} s ${peer.name} has not discovered ${list}. See "onedoor network status", restart the node that ails and run "onedoor network up" again.`,
    },
    { node: peer.name },
  );
}
