// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { writePrivate } from '../files/write-private.js';
import { peerOrganisation } from '../plan/organisations.js';
import type { CertificateUse, Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { authorityOf, registrarOf } from '../steps/start-authorities.js';
import { changeConfiguration } from './change-configuration.js';
import { revocationChange } from './configuration/changes.js';
import type { ConfigurationChange } from './configuration/make-proposal.js';
import type { Operation } from './operation.js';
import { OperationFailure } from './operation-failure.js';

/** Identities without which the department could not administer itself; their certificates are renewed instead. */
const OWN = ['admin', 'registrar'];

/**
 * Revokes every certificate of an identity: at its authorities, which certify it no more; in the channel's configuration,
 * from which on no peer and no orderer takes anything of it; and, as of TLS, in the list that the pseudonym service reads.
 * @returns the sequence of the configuration; undefined for who has TLS certificates alone, which the channel knows not.
 * @throws {OperationFailure} `WRONG_INPUT` for an unknown department or identity, or its administrator or registrar.
 */
export async function revokeIdentity(
  operation: Operation,
  department: string,
  id: string,
): Promise<number | undefined> {
  const change = await revokeAtAuthority(operation, department, id);
  return change && changeConfiguration(operation, department, change);
}

/** The department's own part: its authorities revoke. The change that tells the channel is for its administrator to sign. */
export async function revokeAtAuthority(
  { site, onStep }: Operation,
  code: string,
  id: string,
): Promise<ConfigurationChange | undefined> {
  const department = site.state.definition.departments.find((one) => one.code === code);
  if (department === undefined || OWN.includes(id)) throw refused(code, id, department === undefined);
  const organisation = peerOrganisation(department);
  onStep({ zh: `${code} 的证书机构吊销 ${id}`, en: `the authorities of ${code} revoke ${id}` });
  const tls = await revokeAt(site, organisation, 'tls', id);
  if (tls !== undefined) writePrivate(revocationFile(site, code), tls); // counts whatever becomes of the rest
  const signing = await revokeAt(site, organisation, 'signing', id);
  if (tls === undefined && signing === undefined) throw unknown(code, id);
  return signing === undefined ? undefined : revocationChange(department.mspId, signing);
}

/** The list of TLS certificates that a department has revoked, beside its connection profile. */
export function revocationFile(site: Site, department: string): string {
  return join(site.folder.connections, `${department}.crl.pem`);
}

/** What the authority has revoked then, PEM; undefined if it never knew the identity. */
async function revokeAt(
  site: Site,
  organisation: Organisation,
  use: CertificateUse,
  id: string,
): Promise<string | undefined> {
  const authority = authorityOf(site, organisation, use);
  const registrar = registrarOf(site, organisation, use);
  return (await authority.revoke(registrar, id)) ? authority.revocationList(registrar) : undefined;
}

function unknown(code: string, id: string): OperationFailure {
  return new OperationFailure('WRONG_INPUT', {
    zh: `${code} 的证书机构不认识 ${id}。身份名称见证书的 CN，例如 gateway-intake；网关的 TLS 证书为 gateway。`,
    en: `The authorities of ${code} know no ${id}. An identity's name is the CN of its certificate, as gateway-intake; that of a gateway's TLS certificate is gateway.`,
  });
}

function refused(code: string, id: string, isUnknown: boolean): OperationFailure {
  return new OperationFailure(
    'WRONG_INPUT',
    isUnknown
      ? { zh: `没有部门 ${code}。`, en: `There is no department ${code}.` }
      : {
          zh: `${id} 是 ${code} 自身管理所需的身份，吊销后将无法管理。请用“onedoor network renew”换发证书。`,
          en: `${code} administers itself as ${id}, and could not do so any more. Renew its certificate: onedoor network renew`,
        },
  );
}
