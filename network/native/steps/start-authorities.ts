// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AuthorityClient } from '../certificates/authority-client.js';
import { hasSigningMsp, readIdentity, writeSigningMsp, writeVerifyingMsp } from '../certificates/msp-folder.js';
import { authorityConfig, caServerConfig } from '../config/ca-config.js';
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import type { CaNode } from '../plan/nodes.js';
import type { Authority, CertificateUse, Organisation } from '../plan/organisations.js';
import { HOST, LISTEN_ADDRESS } from '../plan/site.js';
import type { Site } from '../plan/site.js';
import type { BringUp } from './bring-up.js';
import { startNode } from './node-control.js';

/** Its name at every authority. */
export const REGISTRAR = 'registrar';
const CONFIG = 'fabric-ca-server-config.yaml';

/** Starts every department's CA server; each authority gets a registrar, whose first secret is kept nowhere. */
export async function startAuthorities({ site, programs }: BringUp): Promise<void> {
  await Promise.all(
    site.cas.map(async (node) => {
      writeConfigs(site, node);
      await startNode(site, node, programs);
      for (const organisation of node.organisations) {
        writeVerifyingMsp(site.organisationMsp(organisation), site.roots(organisation));
      }
      await Promise.all(node.authorities.map((authority) => enrolRegistrar(site, authority)));
      writeConfigs(site, node);
    }),
  );
}

/** One authority of a department's CA server. */
export function authorityOf(site: Site, organisation: Organisation, use: CertificateUse): AuthorityClient {
  const node = site.caOf(organisation);
  const root = readFileSync(join(site.nodeFolder(node), 'ca-cert.pem'), 'utf8');
  const url = `https://${HOST}:${site.port(node, 'listen')}`;
  return new AuthorityClient(node.name, url, organisation.caNames[use], root);
}

/** May be interrupted anywhere: as long as the file with the secret is there, it is gone through again. */
async function enrolRegistrar(site: Site, { organisation, use }: Authority): Promise<void> {
  const folder = site.registrar(organisation, use);
  const file = secretFile(site, organisation, use);
  if (!existsSync(file)) return;
  const client = authorityOf(site, organisation, use);
  if (!hasSigningMsp(folder)) {
    const secret = readFileSync(file, 'utf8');
    writeSigningMsp(folder, site.roots(organisation), await client.enrol({ id: REGISTRAR, secret }));
  }
  await client.closeSecret(registrarOf(site, organisation, use), REGISTRAR);
  rmSync(file);
}

/** The configuration names the registrar's secret only until the registrar has a certificate. */
function writeConfigs(site: Site, node: CaNode): void {
  const folder = site.nodeFolder(node);
  const [first, ...further] = node.authorities;
  if (first === undefined) throw new Error(`${node.name} has no authority`);
  const furtherFiles = further.map(({ path }) => join(folder, path, CONFIG));
  further.forEach((authority, index) => {
    writePrivate(furtherFiles[index] ?? '', yamlText(configOf(site, authority)));
  });
  const listeners = {
    address: LISTEN_ADDRESS,
    port: site.port(node, 'listen'),
    operationsPort: site.port(node, 'operations'),
  };
  const config = caServerConfig(configOf(site, first), listeners, furtherFiles);
  writePrivate(join(folder, CONFIG), yamlText(config));
}

function configOf(site: Site, authority: Authority): object {
  const { organisation, use } = authority;
  const hsm = site.hsm(organisation);
  if (hasSigningMsp(site.registrar(organisation, use))) return authorityConfig(authority, undefined, hsm);
  const file = secretFile(site, organisation, use);
  if (!existsSync(file)) writePrivate(file, randomBytes(24).toString('base64url'));
  return authorityConfig(authority, { id: REGISTRAR, secret: readFileSync(file, 'utf8') }, hsm);
}

function secretFile(site: Site, organisation: Organisation, use: CertificateUse): string {
  return join(site.registrar(organisation, use), 'secret');
}

/** Who registers others at one of the organisation's authorities. */
export function registrarOf(site: Site, organisation: Organisation, use: CertificateUse) {
  return readIdentity(organisation.mspId, site.registrar(organisation, use));
}
