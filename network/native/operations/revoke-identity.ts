// SPDX-License-Identifier: Apache-2.0
import { peerOrganisation } from '../plan/organisations.js';
import { authorityOf, registrarOf } from '../steps/start-authorities.js';
import { changeConfiguration } from './change-configuration.js';
import { revocationChange } from './configuration/changes.js';
import type { ConfigurationChange } from './configuration/make-proposal.js';
import type { Operation } from './operation.js';
import { OperationFailure } from './operation-failure.js';

/** Identities without which the department could not administer itself; their certificates are renewed instead. */
const OWN = ['admin', 'registrar'];

/**
 * Revokes every certificate of an identity: at its authority, which certifies it no more, and in the channel's
 * configuration, from which on no peer and no orderer takes anything of it.
 * @throws {OperationFailure} `WRONG_INPUT` for an unknown department, or its administrator or registrar.
 */
export async function revokeIdentity(operation: Operation, department: string, id: string): Promise<number> {
  return changeConfiguration(operation, department, await revokeAtAuthority(operation, department, id));
}

/** The department's own part: the authority revokes. The change that tells the channel is for its administrator to sign. */
export async function revokeAtAuthority(
  { site, onStep }: Operation,
  code: string,
  id: string,
): Promise<ConfigurationChange> {
  const department = site.state.definition.departments.find((one) => one.code === code);
  if (department === undefined || OWN.includes(id)) throw refused(code, id, department === undefined);
  const organisation = peerOrganisation(department);
  const authority = authorityOf(site, organisation);
  const registrar = registrarOf(site, organisation);
  onStep({ zh: `${code} 的证书机构吊销 ${id}`, en: `the authority of ${code} revokes ${id}` });
  await authority.revoke(registrar, id);
  return revocationChange(department.mspId, await authority.revocationList(registrar));
}

function refused(code: string, id: string, unknown: boolean): OperationFailure {
  return new OperationFailure(
    'WRONG_INPUT',
    unknown
      ? { zh: `没有部门 ${code}。`, en: `There is no department ${code}.` }
      : {
          zh: `${id} 是 ${code} 自身管理所需的身份，吊销后将无法管理。请用“onedoor network renew”换发证书。`,
          en: `${code} administers itself as ${id}, and could not do so any more. Renew its certificate: onedoor network renew`,
        },
  );
}
