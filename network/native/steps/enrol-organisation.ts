// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthorityClient, Enrolled, IdentityType } from '../certificates/authority-client.js';
import {
  hasSigningMsp,
  hasTlsFolder,
  writeSigningMsp,
  writeTlsFolder,
  writeVerifyingMsp,
} from '../certificates/msp-folder.js';
import { writePrivate } from '../files/write-private.js';
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeNode, NetworkNode, OrdererNode, PeerNode } from '../plan/nodes.js';
import type { CertificateUse, Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { authorityOf, registrarOf } from './start-authorities.js';

/** Names by which a node on this host is reached. */
const HOSTS = ['localhost', '127.0.0.1'];
/** Certificate attribute that names the role within the department. */
const ROLE_ATTRIBUTE = 'onedoor.role';
/** Certificate attribute of a TLS certificate with which one may ask the pseudonym service; it is no role. */
const TLS_ATTRIBUTE = { 'onedoor.tls': 'gateway' };

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
  const admin = site.administrator(organisation);
  await Promise.all([
    enroller.enrol('admin', 'admin', { folder: admin, kind: 'msp' }),
    enroller.enrol('admin', 'admin', { folder: join(admin, 'tls'), kind: 'tls' }),
    ...site.nodes.map((node) => enrolNode(site, enroller, organisation, node)),
    organisation.kind === 'peers' ? enroller.registerGateway() : undefined,
  ]);
}

async function enrolNode(site: Site, enroller: Enroller, organisation: Organisation, node: NetworkNode): Promise<void> {
  if (node.kind === 'ca' || node.organisation.mspId !== organisation.mspId) return;
  const folder = site.nodeFolder(node);
  const id = node.name.replaceAll('.', '-');
  const tls: Wanted = { folder: join(folder, 'tls'), kind: 'tls' };
  if (node.kind !== 'chaincode' && site.hsm(node) !== undefined) demandInToken(site, node);
  const [type, other] =
    node.kind === 'chaincode'
      ? (['client', enroller.enrol(chaincodeClientId(node), 'peer', chaincodeClient(folder))] as const)
      : ([node.kind, enroller.enrol(id, node.kind, { folder: join(folder, 'msp'), kind: 'msp' })] as const);
  await Promise.all([enroller.enrol(id, type, tls), other]);
}

/** With this certificate the department's peers come to the chaincode's server, which takes nobody but peers. */
export function chaincodeClientFolder(chaincodeFolder: string): string {
  return join(chaincodeFolder, 'peer-client');
}

/** Under which name the authority knows it. */
export function chaincodeClientId({ name }: Pick<ChaincodeNode, 'name'>): string {
  return `${name.replaceAll('.', '-')}-peer`;
}

function chaincodeClient(folder: string): Wanted {
  return { folder: chaincodeClientFolder(folder), kind: 'tls' };
}

/** One authority, with who registers others there. */
interface Office {
  readonly authority: AuthorityClient;
  readonly registrar: Enrolled;
}

class Enroller {
  readonly #site: Site;
  readonly #organisation: Organisation;
  readonly #offices: Readonly<Record<CertificateUse, Office>>;

  constructor(site: Site, organisation: Organisation) {
    this.#site = site;
    this.#organisation = organisation;
    const office = (use: CertificateUse): Office => ({
      authority: authorityOf(site, organisation, use),
      registrar: registrarOf(site, organisation, use),
    });
    this.#offices = { signing: office('signing'), tls: office('tls') };
  }

  async enrol(id: string, type: IdentityType, { folder, kind }: Wanted): Promise<void> {
    if ((kind === 'msp' ? hasSigningMsp : hasTlsFolder)(folder)) return;
    const { authority, registrar } = this.#offices[kind === 'msp' ? 'signing' : 'tls'];
    const secret = await authority.register(registrar, { id, type, enrolments: 1 });
    const profile = kind === 'tls' ? { profile: 'tls' as const } : {};
    const enrolled = await authority.enrol({ id, secret, hosts: HOSTS, ...profile });
    const roots = this.#site.roots(this.#organisation);
    if (kind === 'msp') writeSigningMsp(folder, roots, enrolled);
    else writeTlsFolder(folder, roots.tls, enrolled.certificate, enrolled.privateKey);
  }

  /** The secrets are for the department's gateway, which enrols by itself and alone has its keys. */
  async registerGateway(): Promise<void> {
    const { definition, roles } = this.#site.state;
    const { department } = this.#organisation;
    const found = definition.departments.find(({ code }) => code === department);
    const service = found?.bodies.includes('PSEUDONYM_SERVICE') === true ? ['pseudonyms'] : [];
    const tlsNames = roles.length === 0 ? [] : ['gateway', ...service];
    const signing = roles.map((role) => ({
      name: role,
      id: `gateway-${role}`,
      attributes: { [ROLE_ATTRIBUTE]: role },
    }));
    const tls = tlsNames.map((name) => ({ name, id: name, attributes: TLS_ATTRIBUTE }));
    await Promise.all([this.#handOut('signing', department, signing), this.#handOut('tls', `${department}.tls`, tls)]);
  }

  async #handOut(use: CertificateUse, file: string, wanted: readonly GatewayIdentity[]): Promise<void> {
    const path = join(this.#site.folder.enrolments, `${file}.json`);
    if (existsSync(path)) return;
    const { authority, registrar } = this.#offices[use];
    const entries = wanted.map(async ({ name, id, attributes }) => {
      const secret = await authority.register(registrar, { id, type: 'client', attributes, enrolments: 1 });
      return [name, { id, secret }] as const;
    });
    writePrivate(path, `${JSON.stringify(Object.fromEntries(await Promise.all(entries)), null, 2)}\n`);
  }
}

interface GatewayIdentity {
  readonly name: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Its key is made in the token, by programs that can; what they leave in the folder is taken as it is. */
function demandInToken(site: Site, node: PeerNode | OrdererNode): void {
  const folder = join(site.nodeFolder(node), 'msp');
  if (hasSigningMsp(folder)) return;
  writeVerifyingMsp(folder, site.roots(node.organisation));
  throw new NetworkFailure(
    'HSM_UNUSABLE',
    {
      zh: `节点 ${node.name} 的签名密钥应在令牌中，而 ${folder} 中没有证书。请由登记员登记 ${node.kind} 身份，用支持 PKCS#11 的 fabric-ca-client 登记到该目录（signcerts/cert.pem），再次运行“onedoor network up”。`,
      en: `The signing key of node ${node.name} is to be in the token, and ${folder} has no certificate. Have the registrar register it as ${node.kind}, enrol it into that folder (signcerts/cert.pem) with a fabric-ca-client built for PKCS#11, then run "onedoor network up" again.`,
    },
    { node: node.name },
  );
}
