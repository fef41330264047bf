// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthorityClient, Enrolled, IdentityType } from '../certificates/authority-client.js';
import { hasSigningMsp, hasTlsFolder, writeSigningMsp, writeTlsFolder } from '../certificates/msp-folder.js';
import { writePrivate } from '../files/write-private.js';
import type { NetworkNode } from '../plan/nodes.js';
import type { Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { authorityOf, registrarOf } from './start-authorities.js';

/** Names by which a node on this host is reached. */
const HOSTS = ['localhost', '127.0.0.1'];
/** Certificate attribute that names the role within the department. */
const ROLE_ATTRIBUTE = 'onedoor.role';

/** A folder that an enrolment fills. */
interface Wanted {
  readonly folder: string;
  readonly kind: 'msp' | 'tls';
}

/**
 * Registers and enrols everybody whom an organisation needs: its administrator, its nodes, and, registered only, its
 * gateway's identities. What is there already stays as it is.
 */
export async function enrolOrganisation(site: Site, organisation: Organisation): Promise<void> {
  const enroller = new Enroller(site, organisation);
  const admin = site.administration(organisation, 'admin');
  await Promise.all([
    enroller.enrol('admin', 'admin', [
      { folder: admin, kind: 'msp' },
      { folder: join(admin, 'tls'), kind: 'tls' },
    ]),
    ...site.nodes.map((node) => enrolNode(site, enroller, organisation, node)),
    organisation.kind === 'peers' ? enroller.registerGateway() : undefined,
  ]);
}

async function enrolNode(site: Site, enroller: Enroller, organisation: Organisation, node: NetworkNode): Promise<void> {
  if (node.kind === 'ca' || node.organisation.mspId !== organisation.mspId) return;
  const folder = site.nodeFolder(node);
  const id = node.name.replaceAll('.', '-');
  const tls: Wanted = { folder: join(folder, 'tls'), kind: 'tls' };
  const msp: Wanted = { folder: join(folder, 'msp'), kind: 'msp' };
  if (node.kind === 'chaincode') await enroller.enrol(id, 'client', [tls, chaincodeClient(folder)]);
  else await enroller.enrol(id, node.kind, [msp, tls]);
}

/** With this certificate the department's peers come to the chaincode's server. */
export function chaincodeClientFolder(chaincodeFolder: string): string {
  return join(chaincodeFolder, 'peer-client');
}

function chaincodeClient(folder: string): Wanted {
  return { folder: chaincodeClientFolder(folder), kind: 'tls' };
}

class Enroller {
  readonly #site: Site;
  readonly #organisation: Organisation;
  readonly #authority: AuthorityClient;
  readonly #registrar: Enrolled;
  readonly #root: string;

  constructor(site: Site, organisation: Organisation) {
    this.#site = site;
    this.#organisation = organisation;
    this.#authority = authorityOf(site, organisation);
    this.#registrar = registrarOf(site, organisation);
    this.#root = readFileSync(site.rootCertificate(organisation), 'utf8');
  }

  async enrol(id: string, type: IdentityType, wanted: readonly Wanted[]): Promise<void> {
    const lacking = wanted.filter(({ folder, kind }) => !(kind === 'msp' ? hasSigningMsp : hasTlsFolder)(folder));
    if (lacking.length === 0) return;
    const secret = await this.#authority.register(this.#registrar, { id, type, enrolments: lacking.length });
    await Promise.all(lacking.map((one) => this.#fill(one, id, secret)));
  }

  async #fill({ folder, kind }: Wanted, id: string, secret: string): Promise<void> {
    const profile = kind === 'tls' ? { profile: 'tls' as const } : {};
    const enrolled = await this.#authority.enrol({ id, secret, hosts: HOSTS, ...profile });
    if (kind === 'msp') writeSigningMsp(folder, this.#root, enrolled);
    else writeTlsFolder(folder, this.#root, enrolled.certificate, enrolled.privateKey);
  }

  /** The secrets are for the department's gateway, which enrols by itself and alone has its keys. */
  async registerGateway(): Promise<void> {
    const file = join(this.#site.folder.enrolments, `${this.#organisation.department}.json`);
    if (existsSync(file)) return;
    const entries = this.#site.state.roles.map(async (role) => {
      const id = `gateway-${role}`;
      const attributes = { [ROLE_ATTRIBUTE]: role };
      const secret = await this.#authority.register(this.#registrar, { id, type: 'client', attributes, enrolments: 1 });
      return [role, { id, secret }] as const;
    });
    writePrivate(file, `${JSON.stringify(Object.fromEntries(await Promise.all(entries)), null, 2)}\n`);
  }
}
