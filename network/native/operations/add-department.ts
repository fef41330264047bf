// SPDX-License-Identifier: Apache-2.0
import type { DepartmentDefinition } from '../../definitions/definition.js';
import { approve, installChaincode } from '../lifecycle/deploy-chaincode.js';
import { committedDefinition } from '../lifecycle/lifecycle-queries.js';
import { writeState } from '../plan/network-state.js';
import { nodesOf } from '../plan/nodes.js';
import { peerOrganisation } from '../plan/organisations.js';
import { HOST, Site } from '../plan/site.js';
import { awaitDiscovery } from '../steps/await-discovery.js';
import { DepartmentClient } from '../steps/department-client.js';
import { enrolOrganisation } from '../steps/enrol-organisation.js';
import { joinPeers } from '../steps/join-channel.js';
import { startNode } from '../steps/node-control.js';
import { startAuthorities } from '../steps/start-authorities.js';
import { writeConnections } from '../steps/write-connections.js';
import { writePeerConfig } from '../steps/write-node-configs.js';
import { changeConfiguration } from './change-configuration.js';
import { addDepartmentChange } from './configuration/changes.js';
import { departmentsOnChannel, fetchConfiguration } from './configuration/channel-configuration.js';
import type { ConfigurationChange } from './configuration/make-proposal.js';
import type { Operation } from './operation.js';
import { OperationFailure } from './operation-failure.js';
import { furtherPorts } from './further-ports.js';
import { heightOfOthers, untilHeight } from './peer-height.js';

/**
 * Takes a further department into a running network: its authority, its place in the channel's configuration, its peer
 * with every block, its chaincode server and its approval. Run again, it goes on where it stopped.
 * @throws {OperationFailure} `WRONG_INPUT` for a code or MSP id that another department has.
 */
export async function addDepartment(operation: Operation, department: DepartmentDefinition): Promise<Site> {
  const prepared = await prepareDepartment(operation, department);
  const further = { ...operation, site: prepared };
  await admit(further, department);
  await startPeers(further, department);
  await joinChaincodes(further, department);
  operation.onStep({ zh: '等待各部门相互发现', en: 'waiting until every department discovers it' });
  await awaitDiscovery({ site: prepared, programs: operation.programs, signal: operation.signal });
  return prepared;
}

/** What the department does by itself before the others agree: its authority, its identities, its place in this folder. */
export async function prepareDepartment(
  { site, programs, onStep, signal }: Operation,
  department: DepartmentDefinition,
): Promise<Site> {
  const prepared = await withDepartment(site, department);
  onStep({
    zh: `启动 ${department.code} 的证书机构，签发证书`,
    en: `authority and certificates of ${department.code}`,
  });
  await startAuthorities({ site: prepared, programs, signal });
  await enrolOrganisation(prepared, peerOrganisation(department));
  writeConnections(prepared);
  return prepared;
}

/** How the department is to stand in the channel's configuration. */
export function admission(site: Site, department: DepartmentDefinition): ConfigurationChange {
  const [peer] = site.peers.filter((one) => one.department === department.code);
  if (peer === undefined) throw new Error(`${department.code} has no peer`);
  const { signing, tls } = site.roots(peerOrganisation(department));
  return addDepartmentChange({
    mspId: department.mspId,
    root: signing,
    tlsRoot: tls,
    anchor: { host: HOST, port: site.port(peer, 'listen') },
  });
}

async function withDepartment(site: Site, department: DepartmentDefinition): Promise<Site> {
  const { state, directory } = site;
  const { departments } = state.definition;
  const known = departments.find(({ code, mspId }) => code === department.code || mspId === department.mspId);
  if (known?.code === department.code && known.mspId === department.mspId) return site;
  if (known !== undefined) throw taken(department, known);
  const definition = { ...state.definition, departments: [...departments, department] };
  const ports = await furtherPorts(nodesOf(definition, state.chaincodes), state.ports, state.definition.firstPort);
  const next = { ...state, definition, ports };
  // Written first: what is started from here on is then stopped by `down` and seen by `status`.
  writeState(directory, next);
  return new Site(directory, next);
}

async function admit(operation: Operation, department: DepartmentDefinition): Promise<void> {
  const { site } = operation;
  const [sponsor] = site.state.definition.departments;
  if (sponsor === undefined) return;
  const client = new DepartmentClient(site, sponsor.code);
  const current = await fetchConfiguration(client, site.state.definition.channel);
  if (departmentsOnChannel(current).includes(department.mspId)) return;
  await changeConfiguration(operation, sponsor.code, admission(site, department));
}

async function startPeers(
  { site, programs, onStep, signal }: Operation,
  { code }: DepartmentDefinition,
): Promise<void> {
  const peers = site.peers.filter(({ department }) => department === code);
  onStep({ zh: `启动 ${code} 的节点并追上区块`, en: `starting the peer of ${code}; it catches up` });
  for (const peer of peers) {
    writePeerConfig(site, peer, programs);
    await startNode(site, peer, programs);
  }
  await joinPeers({ site, programs, signal });
  for (const peer of peers) await untilHeight(site, peer, await heightOfOthers(site, peer), signal);
}

async function joinChaincodes(
  { site, programs, onStep }: Operation,
  { code, mspId }: DepartmentDefinition,
): Promise<void> {
  const client = new DepartmentClient(site, code);
  for (const setting of site.state.chaincodes) {
    onStep({
      zh: `${code} 安装并批准链码 ${setting.name}`,
      en: `${code} installs and approves chaincode ${setting.name}`,
    });
    const server = site.chaincodeServers.find((one) => one.department === code && one.chaincode === setting.name);
    if (server !== undefined) await installChaincode(site, server, programs);
    const committed = await committedDefinition(client, setting.name);
    if (committed === undefined || committed.approvals.includes(mspId)) continue;
    await approve(site, code, setting, committed.sequence);
  }
}

function taken(wanted: DepartmentDefinition, known: DepartmentDefinition): OperationFailure {
  return new OperationFailure('WRONG_INPUT', {
    zh: `部门 ${wanted.code}（${wanted.mspId}）与已有部门 ${known.code}（${known.mspId}）冲突。请另选代码或 MSP id。`,
    en: `Department ${wanted.code} (${wanted.mspId}) clashes with ${known.code} (${known.mspId}), which is there already. Choose another code or MSP id.`,
  });
}
