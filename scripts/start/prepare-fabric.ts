// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ROLES } from '../../chaincode/domain/roles.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { definitionOf } from '../../gateway/definition-of.js';
import type { Home } from '../../gateway/home.js';
import { readWallet, walletFile } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import { labelOf } from '../../gateway/ledger/fabric/wallet/wallet.js';
import { networkFolder } from '../../network/native/network-folder.js';
import { CommandFailure } from '../command-failure.js';
import { counted } from '../counted.js';
import { enrolDepartments } from '../enrol/enrol-departments.js';
import { EXIT } from '../exit-codes.js';
import { tell } from '../output.js';

/**
 * Before a gateway opens a Fabric network: there must be one, and the wallet gets what it lacks of the identities of
 * the departments that are hosted. @throws {CommandFailure} with the next step.
 */
export async function prepareFabric(config: GatewayConfig, home: Home): Promise<void> {
  const departments = config.departments ?? definitionOf(config).departments.map(({ code }) => code);
  demandConnections(config, departments);
  const labels = await readWallet(home.wallet).labels();
  const lacking = departments.filter((code) => ROLES.some((role) => !labels.includes(labelOf(code, role))));
  if (lacking.length === 0) return;
  tell({
    zh: `正在从 CA 登记 ${lacking.length} 个部门的网关身份…`,
    en: `Enrolling the gateway's identities of ${counted(lacking.length, 'department')} with their CAs…`,
  });
  await enrolDepartments(config, { departments: lacking });
}

/**
 * Takes out of the wallet what its CA offers anew: an enrolment secret for an identity that is there means that the
 * network was made again and no longer knows the old one.
 */
export async function forgetReplaced({ networkFolder: directory }: GatewayConfig, home: Home): Promise<void> {
  for (const label of await readWallet(home.wallet).labels()) {
    const [department = '', role = ''] = label.split('.');
    if (hasSecret(directory, department, role)) await rm(walletFile(home.wallet, label), { force: true });
  }
}

function hasSecret(directory: string, department: string, role: string): boolean {
  const file = `${networkFolder(directory).enrolments}/${department}.json`;
  if (!existsSync(file)) return false;
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return Object.hasOwn(secrets, role);
}

function demandConnections({ networkFolder: directory }: GatewayConfig, departments: readonly string[]): void {
  const { connections } = networkFolder(directory);
  const missing = departments.filter((code) => !existsSync(`${connections}/${code}.json`));
  if (missing.length === 0) return;
  if (missing.length === departments.length) {
    throw new CommandFailure(EXIT.UNAVAILABLE, {
      zh: `${directory} 中没有 Fabric 网络。请先运行 npm run network -- up；若网络在别处，请用 ONEDOOR_NETWORK_FOLDER 指定其目录。`,
      en: `There is no Fabric network in ${directory}. Run npm run network -- up first, or name the folder of another one with ONEDOOR_NETWORK_FOLDER.`,
    });
  }
  throw new CommandFailure(EXIT.UNAVAILABLE, {
    zh: `${connections} 中没有 ${missing.join('、')} 的连接配置。请把它放在那里，或用 ONEDOOR_DEPARTMENTS 只列出本网关代表的部门，或用 ONEDOOR_NETWORK 指定网络定义。`,
    en: `${connections} has no connection profile of ${missing.join(', ')}. Put it there, or name only the departments of this gateway with ONEDOOR_DEPARTMENTS, or the network's definition with ONEDOOR_NETWORK.`,
  });
}
