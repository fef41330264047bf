// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../files/write-private.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import { readState, writeState } from '../plan/network-state.js';
import type { ChaincodeNode } from '../plan/nodes.js';
import { Site } from '../plan/site.js';
import { processOf } from '../steps/node-control.js';
import { furtherPorts } from './further-ports.js';
import { NextSite } from './next-site.js';
import { OperationFailure } from './operation-failure.js';

interface ExchangePlan {
  readonly setting: ChaincodeSetting;
  readonly ports: Readonly<Record<string, number>>;
}

/**
 * Places for new servers beside the running ones, with ports of their own, and keys and certificates copied. A plan
 * that broke off is taken up.
 * @throws {OperationFailure} `REFUSED` while an exchange for another version is unfinished.
 */
export async function prepareExchange(
  { directory, state }: Site,
  setting: ChaincodeSetting,
  servers: readonly ChaincodeNode[],
): Promise<NextSite> {
  // As the folder says now: an exchange of before may have given ports.
  const site = new Site(directory, readState(directory) ?? state);
  const file = planFile(site, setting.name);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ExchangePlan) : undefined;
  if (known !== undefined && known.setting.version !== setting.version) throw unfinished(known.setting);
  const plan = known ?? { setting, ports: await newPorts(site, servers) };
  writePrivate(file, `${JSON.stringify(plan, null, 2)}\n`);
  const next = new NextSite(site, plan.setting, plan.ports);
  for (const server of next.exchangedServers) {
    for (const part of ['tls', 'peer-client']) {
      const [from, to] = [join(site.nodeFolder(server), part), join(next.nodeFolder(server), part)];
      if (!existsSync(to) && existsSync(from)) cpSync(from, to, { recursive: true });
    }
  }
  return next;
}

/** The old servers end and the new ones take their places. */
export async function finishExchange(site: Site, next: NextSite): Promise<void> {
  for (const server of next.exchangedServers) {
    const [place, draft] = [site.nodeFolder(server), next.nodeFolder(server)];
    if (!existsSync(draft)) continue;
    await processOf(site, server).stop();
    rmSync(place, { recursive: true, force: true });
    renameSync(draft, place);
  }
  writeState(site.directory, next.state);
  const [first] = next.exchangedServers;
  if (first !== undefined) rmSync(planFile(site, first.chaincode), { force: true });
}

async function newPorts(site: Site, servers: readonly ChaincodeNode[]): Promise<Record<string, number>> {
  const drafts = servers.map((server) => ({ ...server, name: `${server.name}.next` }));
  const assigned = await furtherPorts(drafts, site.state.ports, site.state.definition.firstPort);
  return Object.fromEntries(servers.map(({ name }) => [name, assigned[`${name}.next/listen`] ?? 0]));
}

function planFile({ directory }: Site, chaincode: string): string {
  return join(directory, 'operations', `exchange-${chaincode}.json`);
}

function unfinished({ name, version }: ChaincodeSetting): OperationFailure {
  return new OperationFailure('REFUSED', {
    zh: `链码 ${name} 更换到 ${version} 尚未完成。请先用该版本再次运行“onedoor network deploy”。`,
    en: `The exchange of chaincode ${name} for ${version} is unfinished. Run "onedoor network deploy" with that version first.`,
  });
}
