// SPDX-License-Identifier: Apache-2.0
import type { DepartmentDefinition } from '../../definitions/definition.js';
import { hasSigningMsp } from '../certificates/msp-folder.js';
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import { peerOrganisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';

/**
 * Whoever is to approve a definition from this host has its administrator here. Asked before anything is done.
 * @throws {NetworkFailure} APPROVAL_MISSING, with the departments that cannot approve.
 */
export function demandAdministrators(
  site: Site,
  { name, version }: Pick<ChaincodeSetting, 'name' | 'version'>,
  departments: readonly DepartmentDefinition[],
): void {
  const absent = departments.filter((one) => !hasSigningMsp(site.administrator(peerOrganisation(one))));
  if (absent.length === 0) return;
  const codes = absent.map(({ code }) => code).join(', ');
  const folders = absent.map((one) => site.administrator(peerOrganisation(one))).join(', ');
  throw new NetworkFailure('APPROVAL_MISSING', {
    zh: `链码 ${name} ${version} 尚缺 ${codes} 的批准：本机没有其管理员身份（${folders}）。什么也没有改动。请放回该身份，或在其主机上由该部门批准后重试。`,
    en: `Chaincode ${name} ${version} lacks the approval of ${codes}: its administrator's identity is not on this host (${folders}). Nothing was changed. Put it back, or have the department approve where it is, then try again.`,
  });
}
