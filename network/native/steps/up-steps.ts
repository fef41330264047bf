// SPDX-License-Identifier: Apache-2.0
import { defineOnChannel, installChaincode } from '../lifecycle/deploy-chaincode.js';
import { demandNamedBuild } from '../lifecycle/demand-named-build.js';
import type { Told } from '../network-failure.js';
import { organisationsOf } from '../plan/organisations.js';
import { awaitDiscovery } from './await-discovery.js';
import type { BringUp } from './bring-up.js';
import { checkHost } from './check-host.js';
import { enrolOrganisation } from './enrol-organisation.js';
import { joinOrderers, joinPeers } from './join-channel.js';
import { makeGenesis } from './make-genesis.js';
import { startNode } from './node-control.js';
import { startAuthorities } from './start-authorities.js';
import { writeConnections } from './write-connections.js';
import { writeOrdererConfig, writePeerConfig } from './write-node-configs.js';

/** One step of `up`. Each looks at what is there first, so that all of them can be taken again. */
export interface UpStep {
  readonly name: string;
  readonly title: Told;
  run(up: BringUp): Promise<void>;
}

/** From nothing to a chaincode that every department's peer runs. */
export const UP_STEPS: readonly UpStep[] = [
  { name: 'host', title: { zh: '检查端口、磁盘、证书', en: 'ports, disk, certificates checked' }, run: checkHost },
  { name: 'authorities', title: { zh: '启动证书机构', en: 'certificate authorities' }, run: startAuthorities },
  { name: 'identities', title: { zh: '登记身份、签发证书', en: 'identities and certificates' }, run: enrolAll },
  { name: 'genesis', title: { zh: '生成通道配置', en: "the channel's configuration" }, run: makeGenesis },
  { name: 'nodes', title: { zh: '启动排序节点和各部门节点', en: 'orderers and peers' }, run: startNodes },
  { name: 'channel', title: { zh: '加入通道、选出主节点', en: 'channel joined, leader elected' }, run: joinAll },
  { name: 'packages', title: { zh: '安装链码、启动链码服务', en: 'chaincode servers and packages' }, run: installAll },
  { name: 'definitions', title: { zh: '各部门批准并提交链码定义', en: 'approvals and commit' }, run: defineAll },
  { name: 'discovery', title: { zh: '等待各部门相互发现', en: 'every department discovered' }, run: awaitDiscovery },
];

async function enrolAll({ site }: BringUp): Promise<void> {
  await Promise.all(
    organisationsOf(site.state.definition).map((organisation) => enrolOrganisation(site, organisation)),
  );
  writeConnections(site);
}

/** All peers listen before one joins, because who finds another's anchor silent asks again only later. */
async function startNodes({ site, programs }: BringUp): Promise<void> {
  for (const orderer of site.orderers) writeOrdererConfig(site, orderer);
  for (const peer of site.peers) writePeerConfig(site, peer, programs);
  await Promise.all([...site.orderers, ...site.peers].map((node) => startNode(site, node, programs)));
}

async function joinAll(up: BringUp): Promise<void> {
  await Promise.all([joinOrderers(up), joinPeers(up)]);
}

async function installAll({ site, programs, wanted = [] }: BringUp): Promise<void> {
  for (const setting of wanted) demandNamedBuild(site, setting);
  await Promise.all(site.chaincodeServers.map((node) => installChaincode(site, node, programs)));
}

async function defineAll({ site }: BringUp): Promise<void> {
  for (const setting of site.state.chaincodes) await defineOnChannel(site, setting);
}
