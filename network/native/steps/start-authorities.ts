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
import type { Organisation } from '../plan/organisations.js';
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
      await Promise.all(node.organisations.map((organisation) => enrolRegistrar(site, organisation)));
      writeConfigs(site, node);
    }),
  );
}

/** One authority of a department's CA server. */
export function authorityOf(site: Site, organisation: Organisation): AuthorityClient {
  const node = site.caOf(organisation);
  const root = readFileSync(site.rootCertificate(site.caOf(organisation).organisations[0]), 'utf8');
  return new AuthorityClient(node.name, `https://${HOST}:${site.port(node, 'listen')}`, organisation.caName, root);
}

async function enrolRegistrar(site: Site, organisation: Organisation): Promise<void> {
  const root = readFileSync(site.rootCertificate(organisation), 'utf8');
  writeVerifyingMsp(site.organisationMsp(organisation), root);
  const folder = site.administration(organisation, 'registrar');
  if (hasSigningMsp(folder)) return;
  const secret = readFileSync(secretFile(site, organisation), 'utf8');
  writeSigningMsp(folder, root, await authorityOf(site, organisation).enrol({ id: REGISTRAR, secret }));
  rmSync(secretFile(site, organisation));
}

/** The configuration names the registrar's secret only until the registrar has a certificate. */
function writeConfigs(site: Site, node: CaNode): void {
  const [first, ...further] = node.organisations;
  const furtherFiles = further.map((organisation) => join(site.authorityFolder(organisation), CONFIG));
  further.forEach((organisation, index) => {
    writePrivate(furtherFiles[index] ?? '', yamlText(authority(site, organisation)));
  });
  const listeners = {
    address: LISTEN_ADDRESS,
    port: site.port(node, 'listen'),
    operationsPort: site.port(node, 'operations'),
  };
  const config = caServerConfig(authority(site, first), listeners, furtherFiles);
  writePrivate(join(site.authorityFolder(first), CONFIG), yamlText(config));
}

function authority(site: Site, organisation: Organisation): object {
  const { caName, mspId } = organisation;
  if (hasSigningMsp(site.administration(organisation, 'registrar'))) return authorityConfig(caName, mspId);
  const file = secretFile(site, organisation);
  if (!existsSync(file)) writePrivate(file, randomBytes(24).toString('base64url'));
  return authorityConfig(caName, mspId, { id: REGISTRAR, secret: readFileSync(file, 'utf8') });
}

function secretFile(site: Site, organisation: Organisation): string {
  return join(site.administration(organisation, 'registrar'), 'secret');
}

/** Who registers others at the organisation's authority. */
export function registrarOf(site: Site, organisation: Organisation) {
  return readIdentity(organisation.mspId, site.administration(organisation, 'registrar'));
}
