// SPDX-License-Identifier: Apache-2.0
import { committedDefinition } from '../lifecycle/lifecycle-queries.js';
import type { Site } from '../plan/site.js';
import { unseenBy } from '../steps/await-discovery.js';
import { DepartmentClient } from '../steps/department-client.js';
import { supervisorOf } from '../supervise/supervisor-process.js';
import { askNode } from './ask-node.js';
import { wrongEndorsementPolicies } from './endorsement-policies.js';
import { findProblems } from './find-problems.js';
import type { ChaincodeStatus, NetworkStatus, NodeStatus } from './network-status.js';
import { hashOfBlock } from './peer-chain.js';

const ANSWER_MS = 5000;

/** Asks everybody at once, and says what is not as it should be. */
export async function readStatus(site: Site): Promise<NetworkStatus> {
  const alone = await Promise.all(site.nodes.map((node) => askNode(site, node)));
  const nodes = await withComparableHashes(site, alone);
  const answering = site.peers.filter(({ name }) => nodes.some((node) => node.name === name && node.answers));
  const asked = answering[0]?.department;
  const [chaincodes, policies, unseen] = await Promise.all([
    Promise.all(site.state.chaincodes.map((setting) => chaincodeStatus(site, setting.name, asked))),
    asked === undefined ? [] : wrongEndorsementPolicies(site, asked).catch(() => []),
    Promise.all(answering.map(async (peer) => ({ peer: peer.name, unseen: await unseenBy(site, peer) }))),
  ]);
  const supervisor = supervisorOf(site.directory).state;
  const problems = findProblems({ site, nodes, chaincodes, policies, unseen, supervisor, now: new Date() });
  const healthy = problems.every(({ severity }) => severity === 'warning');
  return { healthy, channel: site.state.definition.channel, supervisor, nodes, chaincodes, problems };
}

/** While blocks come, peers are at different heights: all are compared at the lowest. */
async function withComparableHashes(site: Site, nodes: readonly NodeStatus[]): Promise<NodeStatus[]> {
  const lowest = Math.min(
    ...nodes.flatMap(({ kind, height }) => (kind === 'peer' && height !== undefined ? [height] : [])),
  );
  return Promise.all(
    nodes.map(async (node) => {
      const peer = site.peers.find(({ name }) => name === node.name);
      if (peer === undefined || node.height === undefined || node.height === lowest) return node;
      const hash = await hashOfBlock(site, peer, lowest - 1).catch(() => undefined);
      return hash === undefined ? node : { ...node, blockHash: hash };
    }),
  );
}

async function chaincodeStatus(site: Site, name: string, department: string | undefined): Promise<ChaincodeStatus> {
  const { version = '', digest } = site.state.chaincodes.find((setting) => setting.name === name) ?? {};
  const known = { name, version, ...(digest === undefined ? {} : { digest }) };
  if (department === undefined) return known;
  const client = new DepartmentClient(site, department, ANSWER_MS);
  const committed = await committedDefinition(client, name).catch(() => undefined);
  return committed === undefined ? known : { ...known, committed };
}
