// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { demandAdministrators } from '../lifecycle/demand-administrators.js';
import { defineOnChannel, installChaincode } from '../lifecycle/deploy-chaincode.js';
import { committedDefinition } from '../lifecycle/lifecycle-queries.js';
import type { CommittedDefinition } from '../lifecycle/lifecycle-queries.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { Site } from '../plan/site.js';
import { DepartmentClient } from '../steps/department-client.js';
import { finishExchange, prepareExchange } from './exchange-servers.js';
import type { Operation } from './operation.js';
import { OperationFailure } from './operation-failure.js';

const POLL_MS = 100;
const ANSWER_MS = 60_000;
/** Calls that the old servers have begun end well before; a peer gives one 30 s, and almost all take milliseconds. */
const GRACE_MS = 2_000;

/**
 * Exchanges a chaincode's build: new servers start beside the old ones, every department installs and approves, the
 * definition is committed, every department's peer is asked, and only then the old servers end. Run again, it goes on.
 * @returns the committed sequence.
 * @throws {OperationFailure} `WRONG_INPUT`: no such chaincode, or a version that another build has.
 */
export async function deployBuild(operation: Operation, setting: ChaincodeSetting): Promise<number> {
  const { site, programs, onStep } = operation;
  const [first] = site.state.definition.departments;
  const known = site.state.chaincodes.find(({ name }) => name === setting.name);
  const client = first && new DepartmentClient(site, first.code);
  const committed = client && (await committedDefinition(client, setting.name));
  if (client === undefined || known === undefined || committed === undefined) throw unknownChaincode(site, setting);
  if (known.version === setting.version) return demandSameBuild(known, setting, committed);
  demandAdministrators(site, setting, site.state.definition.departments);
  const servers = site.chaincodeServers.filter(({ chaincode }) => chaincode === setting.name);
  const next = await prepareExchange(site, setting, servers);
  onStep({ zh: '启动新版服务并安装', en: 'servers of the new build start beside the old ones' });
  await Promise.all(next.exchangedServers.map((server) => installChaincode(next, server, programs)));
  onStep({ zh: '各部门批准并提交新定义', en: 'departments approve, the definition is committed' });
  await defineOnChannel(next, setting);
  onStep({ zh: '各部门的新版服务应答', en: "every department's new server answers" });
  await Promise.all(servers.map(({ department }) => untilAnswers(next, department, setting)));
  onStep({ zh: '停止旧版服务', en: 'the old servers end' });
  await sleep(GRACE_MS);
  await finishExchange(site, next);
  return (await committedDefinition(client, setting.name))?.sequence ?? committed.sequence;
}

/** Waits until the department's peer has the definition, and its server answers for it. */
export async function untilAnswers(site: Site, department: string, { name, version }: ChaincodeSetting): Promise<void> {
  const client = new DepartmentClient(site, department);
  const until = Date.now() + ANSWER_MS;
  for (;;) {
    try {
      const committed = await committedDefinition(client, name);
      if (committed?.version === version) {
        // Every chaincode made of contracts answers this one.
        await client.evaluate({ chaincode: name, args: ['org.hyperledger.fabric:GetMetadata'] });
        return;
      }
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    if (Date.now() > until) throw silent(department, name);
    await sleep(POLL_MS);
  }
}

function demandSameBuild(known: ChaincodeSetting, wanted: ChaincodeSetting, { sequence }: CommittedDefinition): number {
  if (known.digest === wanted.digest) return sequence;
  throw new OperationFailure('WRONG_INPUT', {
    zh: `版本 ${wanted.version} 已是另一构建（${known.digest ?? '未知'}）。请为新构建另取版本号。`,
    en: `Version ${wanted.version} is another build already (${known.digest ?? 'unknown'}). Give the new build a version of its own.`,
  });
}

function unknownChaincode(site: Site, { name }: ChaincodeSetting): OperationFailure {
  const names = site.state.chaincodes.map((one) => one.name).join(', ');
  return new OperationFailure('WRONG_INPUT', {
    zh: `通道上没有链码 ${name}；有：${names}。`,
    en: `There is no chaincode ${name} on the channel; there are: ${names}.`,
  });
}

function silent(department: string, name: string): OperationFailure {
  return new OperationFailure('UNAVAILABLE', {
    zh: `${department} 的 ${name} 新版服务无应答；旧版仍在运行。请查看“onedoor network logs ${department}.chaincode.${name}”后再次运行。`,
    en: `The new server of ${name} at ${department} does not answer; the old ones still run. See "onedoor network logs ${department}.chaincode.${name}", then run this again.`,
  });
}
