// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Enrolled, IdentityType } from '../certificates/authority-client.js';
import { writeSigningMsp, writeTlsFolder } from '../certificates/msp-folder.js';
import type { CertificateUse, Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { authorityOf, REGISTRAR, registrarOf } from '../steps/start-authorities.js';

const HOSTS = ['localhost', '127.0.0.1'];

/** A folder with a certificate, and under which name its authority knows it. */
export interface CertificateFolder {
  readonly id: string;
  readonly type: IdentityType;
  readonly kind: 'msp' | 'tls';
  /** Whose certificate it is: the kind's own authority where nothing is said. */
  readonly authority?: CertificateUse;
  readonly folder: string;
  /** Where the certificate is, if not at its usual place. */
  readonly file?: string;
  readonly keepKey?: boolean;
}

/**
 * Enrols again, the registrar by its certificate, everybody else with a new one-time secret, and puts the certificate, and a new key unless it is
 * kept, into the folder.
 */
export async function renewFolder(site: Site, organisation: Organisation, wanted: CertificateFolder): Promise<void> {
  const { id, type, kind, folder, keepKey = false } = wanted;
  const use = wanted.authority ?? (kind === 'tls' ? 'tls' : 'signing');
  const authority = authorityOf(site, organisation, use);
  const registrar = registrarOf(site, organisation, use);
  const key = join(folder, kind === 'msp' ? join('keystore', 'key.pem') : 'key.pem');
  const enrolAnew = async (): Promise<Enrolled> =>
    authority.enrol({
      id,
      secret: await authority.register(registrar, { id, type, enrolments: 1 }),
      hosts: HOSTS,
      ...(kind === 'tls' ? { profile: 'tls' as const } : {}),
      ...(keepKey ? { privateKey: createPrivateKey(readFileSync(key)) } : {}),
    });
  const enrolled = id === REGISTRAR ? await authority.enrolAgain(id, registrar) : await enrolAnew();
  const roots = site.roots(organisation);
  if (kind === 'msp') writeSigningMsp(folder, roots, enrolled);
  else writeTlsFolder(folder, roots.tls, enrolled.certificate, enrolled.privateKey);
}
