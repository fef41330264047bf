// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { ChaincodeNode, PeerNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import type { Programs } from '../programs/locate-programs.js';
import { DepartmentClient } from '../steps/department-client.js';
import { startNode } from '../steps/node-control.js';
import { defineChaincode } from './definition-arguments.js';
import { approvalsOf, committedDefinition, installedPackages } from './lifecycle-queries.js';
import { demandAdministrators } from './demand-administrators.js';
import { packageOf } from './make-package.js';

const { lifecycle } = peer;
const LIFECYCLE = '_lifecycle';

/** Has every peer of the department hold its package, and starts the department's server. Both may be there already. */
export async function installChaincode(site: Site, node: ChaincodeNode, programs: Programs): Promise<void> {
  const { id, bytes } = packageOf(site, node);
  const peers = site.peers.filter(({ department }) => department === node.department);
  const client = new DepartmentClient(site, node.department);
  await Promise.all([
    startNode(site, node, programs),
    ...peers.map(async (each) => {
      if (!(await installedPackages(client, each)).includes(id)) await install(client, each, bytes);
    }),
  ]);
}

async function install(client: DepartmentClient, node: PeerNode, bytes: Uint8Array): Promise<void> {
  const args = new lifecycle.InstallChaincodeArgs();
  args.setChaincodeInstallPackage(bytes);
  await client.evaluate({ chaincode: LIFECYCLE, args: ['InstallChaincode', args.serializeBinary()] }, node, '');
}

/** The department's own approval of a definition, with the package that its peers hold. */
export async function approve(
  site: Site,
  department: string,
  setting: ChaincodeSetting,
  sequence: number,
): Promise<void> {
  const client = new DepartmentClient(site, department);
  const node = site.chaincodeServers.find((one) => one.department === department && one.chaincode === setting.name);
  if (node === undefined) throw new Error(`${department} has no server of ${setting.name}`);
  const local = new lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageOf(site, node).id);
  const source = new lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = defineChaincode(new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), setting, sequence);
  args.setSource(source);
  await client.submit({ chaincode: LIFECYCLE, args: ['ApproveChaincodeDefinitionForMyOrg', args.serializeBinary()] });
}

/** Brings a chaincode's definition onto the channel: approvals of all departments, which share blocks, then the commit. */
export async function defineOnChannel(site: Site, setting: ChaincodeSetting): Promise<void> {
  const { departments } = site.state.definition;
  const [first] = departments;
  if (first === undefined) return;
  const client = new DepartmentClient(site, first.code);
  const known = await committedDefinition(client, setting.name);
  if (known?.version === setting.version) return;
  const sequence = (known?.sequence ?? 0) + 1;
  const approved = await approvalsOf(client, setting, sequence);
  const lacking = departments.filter(({ mspId }) => !approved.includes(mspId));
  demandAdministrators(site, setting, lacking);
  await Promise.all(lacking.map(({ code }) => approve(site, code, setting, sequence)));
  await commitDefinition(site, setting, sequence);
}

/** @throws {NetworkFailure} APPROVAL_MISSING, with the departments whose approval it lacks */
async function commitDefinition(site: Site, setting: ChaincodeSetting, sequence: number): Promise<void> {
  const { departments } = site.state.definition;
  const [first] = departments;
  if (first === undefined) return;
  const client = new DepartmentClient(site, first.code);
  const approved = await approvalsOf(client, setting, sequence);
  const missing = departments.filter(({ mspId }) => !approved.includes(mspId)).map(({ code }) => code);
  if (approved.length * 2 <= departments.length) throw approvalMissing(setting, missing);
  const args = defineChaincode(new lifecycle.CommitChaincodeDefinitionArgs(), setting, sequence);
  const endorsers = departments
    .filter(({ mspId }) => approved.includes(mspId))
    .flatMap(({ code }) => site.peers.filter(({ department }) => department === code).slice(0, 1));
  await client.submit({ chaincode: LIFECYCLE, args: ['CommitChaincodeDefinition', args.serializeBinary()] }, endorsers);
}

function approvalMissing({ name, version }: ChaincodeSetting, missing: readonly string[]): NetworkFailure {
  const list = missing.join(', ');
  return new NetworkFailure('APPROVAL_MISSING', {
    zh: `链码 ${name} ${version} 尚缺以下部门的批准：${list}。过半数部门批准后才能生效；请各部门批准后重试。`,
    en: `Chaincode ${name} ${version} lacks the approval of ${list}; more than half of the departments must approve. Have them approve it, then try again.`,
  });
}
