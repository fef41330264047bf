// SPDX-License-Identifier: Apache-2.0
import { hasSigningMsp, readIdentity } from '../certificates/msp-folder.js';
import type { Identity } from '../certificates/msp-folder.js';
import { peerOrganisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { OperationFailure } from './operation-failure.js';

/** A department's administrator. @throws {OperationFailure} `WRONG_INPUT` where this host has no such identity. */
export function administratorOf(site: Site, code: string): Identity {
  const department = site.state.definition.departments.find((one) => one.code === code);
  const folder = department && site.administrator(peerOrganisation(department));
  if (department !== undefined && folder !== undefined && hasSigningMsp(folder)) {
    return readIdentity(department.mspId, folder);
  }
  throw new OperationFailure('WRONG_INPUT', {
    zh: `本机没有部门 ${code} 的管理员身份。请在该部门的主机上签名，或用 --msp 与 --msp-id 指明。`,
    en: `This host has no administrator of ${code}. Sign on that department's host, or name the identity by --msp and --msp-id.`,
  });
}
