// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { common, peer } from '@hyperledger/fabric-protos';
import { ParticipationClient } from '../client/participation-client.js';
import { NetworkFailure } from '../network-failure.js';
import type { OrdererNode, PeerNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { genesisHash } from '../status/peer-chain.js';
import { demandGoingOn } from './bring-up.js';
import type { BringUp } from './bring-up.js';
import { DepartmentClient } from './department-client.js';
import { genesisFile } from './make-genesis.js';
import { leaderOf } from './raft-leader.js';

const POLL_MS = 100;
const ELECTION_MS = 30_000;

/** Every orderer joins the channel; done when they have a leader. */
export async function joinOrderers({ site, signal }: BringUp): Promise<void> {
  const block = readFileSync(genesisFile(site));
  const { channel } = site.state.definition;
  await Promise.all(
    site.orderers.map(async (orderer) => {
      const client = participationOf(site, orderer);
      if ((await client.channel(channel)) === undefined) await client.join(block);
    }),
  );
  const until = Date.now() + ELECTION_MS;
  while ((await leaderOf(site)) === undefined) {
    demandGoingOn(signal);
    if (Date.now() > until) throw noLeader(site);
    await sleep(POLL_MS);
  }
}

/** Every peer joins the channel, unless it has. */
export async function joinPeers({ site }: BringUp): Promise<void> {
  const block = readFileSync(genesisFile(site));
  await Promise.all(site.peers.map((node) => joinPeer(site, node, block)));
}

async function joinPeer(site: Site, node: PeerNode, block: Uint8Array): Promise<void> {
  const client = new DepartmentClient(site, node.department);
  if ((await channelsOf(client, node)).includes(site.state.definition.channel)) {
    const own = common.Block.deserializeBinary(block).getHeader()?.getDataHash_asU8() ?? new Uint8Array();
    if ((await genesisHash(site, node)) !== Buffer.from(own).toString('hex')) throw otherChannel(site, node);
    return;
  }
  await client.evaluate({ chaincode: 'cscc', args: ['JoinChain', block] }, node, '');
}

/** Names of the channels that a peer has joined. */
async function channelsOf(client: DepartmentClient, node: PeerNode): Promise<string[]> {
  const answer = await client.evaluate({ chaincode: 'cscc', args: ['GetChannels'] }, node, '');
  const { channelsList } = peer.ChannelQueryResponse.deserializeBinary(answer).toObject();
  return channelsList.map(({ channelId }) => channelId);
}

/** Administration of an orderer by its own organisation. */
export function participationOf(site: Site, orderer: OrdererNode, within?: number): ParticipationClient {
  const tls = join(site.administrator(orderer.organisation), 'tls');
  return new ParticipationClient(orderer.name, site.port(orderer, 'admin'), tls, within);
}

function otherChannel(site: Site, { name }: PeerNode): NetworkFailure {
  const { channel } = site.state.definition;
  const folder = site.nodeFolder({ name });
  return new NetworkFailure(
    'CHANNEL_EXISTS',
    {
      zh: `节点 ${name} 已加入另一个名为 ${channel} 的通道（首个区块不同）。请移走 ${folder} 下的 data 后再运行“onedoor network up”，或运行“onedoor network down --purge”重新建立。`,
      en: `Node ${name} has joined another channel of the name ${channel}: its first block differs. Move data out of ${folder} and run "onedoor network up" again, or begin anew with "onedoor network down --purge".`,
    },
    { node: name },
  );
}

function noLeader(site: Site): NetworkFailure {
  const names = site.orderers.map(({ name }) => name).join(', ');
  return new NetworkFailure('NOT_READY', {
    zh: `排序节点（${names}）在 ${ELECTION_MS / 1000} 秒内未选出主节点。请查看各节点日志后再运行“onedoor network up”。`,
    en: `The orderers (${names}) elected no leader within ${ELECTION_MS / 1000} s. See their logs, then run "onedoor network up" again.`,
  });
}
