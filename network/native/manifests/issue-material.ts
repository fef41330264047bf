// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AuthorityClient } from '../certificates/authority-client.js';
import type { Enrolled, IdentityType } from '../certificates/authority-client.js';
import { authorityRoot } from '../certificates/authority-root.js';
import {
  hasSigningMsp,
  hasTlsFolder,
  readIdentity,
  writeSigningMsp,
  writeTlsFolder,
  writeVerifyingMsp,
} from '../certificates/msp-folder.js';
import type { Roots } from '../certificates/msp-folder.js';
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import { OperationFailure } from '../operations/operation-failure.js';
import type { CaNode, NetworkNode } from '../plan/nodes.js';
import type { Authority, CertificateUse, Organisation } from '../plan/organisations.js';
import { chaincodeClientFolder, chaincodeClientId } from '../steps/enrol-organisation.js';
import { authorityFile } from './ca-container.js';
import { hostOf, labelOf } from './manifest-settings.js';
import { readNote } from './manifest-note.js';
import { networkView } from './network-view.js';
import type { NetworkView } from './network-view.js';
import { writeCompose } from './write-compose.js';
import type { WrittenManifests } from './write-compose.js';
import { writeKubernetes } from './write-kubernetes.js';

export interface MaterialWish {
  /** Folder that `compose` or `kubernetes` has written. */
  readonly folder: string;
  readonly department: string;
  /** `https://host:port` of the department's running CA server. */
  readonly url: string;
  /** Root certificate of the server's own TLS, PEM; the server has made it, as `ca-cert.pem` of its data. */
  readonly root: string;
}

/**
 * Has a department's own authorities certify its administrators and its nodes, for the host names of the manifests:
 * `organisations/<MSP id>/` and `material/<node>/`; then the manifests are written again. What is there already stays.
 * @throws {OperationFailure} `WRONG_INPUT` for an unknown department.
 * @throws {NetworkFailure} CERTIFICATE_AUTHORITY_REFUSED
 */
export async function issueMaterial(wish: MaterialWish): Promise<WrittenManifests> {
  const { settings, cluster } = readNote(wish.folder);
  const view = networkView(settings);
  const server = view.nodes
    .filter((node) => node.kind === 'ca')
    .find(({ department }) => department === wish.department);
  if (server === undefined) throw unknownDepartment(view, wish.department);
  for (const organisation of server.organisations) {
    const own = server.authorities.filter((one) => one.organisation.mspId === organisation.mspId);
    const roots = await rootsOf(wish, server, organisation);
    writeVerifyingMsp(join(wish.folder, 'organisations', organisation.mspId, 'msp'), roots);
    const offices = new Map<CertificateUse, Office>();
    for (const authority of own) offices.set(authority.use, await officeOf(wish, server, authority, roots));
    const issuer = new Issuer(offices, roots);
    const admin = join(wish.folder, 'organisations', organisation.mspId, 'admin');
    await issuer.fill('admin', 'admin', admin, 'msp');
    await issuer.fill('admin', 'admin', join(admin, 'tls'), 'tls');
    for (const node of view.nodes) await issueNode(view, wish, issuer, organisation, node);
  }
  return cluster === undefined ? writeCompose(wish.folder, settings) : writeKubernetes(wish.folder, settings, cluster);
}

async function issueNode(
  view: NetworkView,
  { folder }: MaterialWish,
  issuer: Issuer,
  { mspId }: Organisation,
  node: NetworkNode,
): Promise<void> {
  if (node.kind === 'ca' || node.organisation.mspId !== mspId) return;
  const own = join(folder, 'material', node.name);
  const hosts = [...new Set([hostOf(node, view.settings), labelOf(node), 'localhost', '127.0.0.1'])];
  const type = node.kind === 'chaincode' ? 'client' : node.kind;
  const id = labelOf(node);
  await issuer.fill(id, type, join(own, 'tls'), 'tls', hosts);
  if (node.kind === 'chaincode') await issuer.fill(chaincodeClientId(node), 'peer', chaincodeClientFolder(own), 'tls');
  else await issuer.fill(id, type, join(own, 'msp'), 'msp');
}

/** One authority, with who registers others there. */
interface Office {
  readonly authority: AuthorityClient;
  readonly registrar: Enrolled;
}

/** The authorities of an organisation. */
class Issuer {
  readonly #offices: ReadonlyMap<CertificateUse, Office>;
  readonly #roots: Roots;

  constructor(offices: ReadonlyMap<CertificateUse, Office>, roots: Roots) {
    this.#offices = offices;
    this.#roots = roots;
  }

  /** Enrols into a folder, unless a certificate is there. */
  async fill(id: string, type: IdentityType, folder: string, kind: 'msp' | 'tls', hosts: string[] = []): Promise<void> {
    if ((kind === 'msp' ? hasSigningMsp : hasTlsFolder)(folder)) return;
    const office = this.#offices.get(kind === 'msp' ? 'signing' : 'tls');
    if (office === undefined) throw new Error(`no authority for ${folder}`);
    const secret = await office.authority.register(office.registrar, { id, type, enrolments: 1 });
    const profile = kind === 'tls' ? { profile: 'tls' as const } : {};
    const enrolled = await office.authority.enrol({ id, secret, hosts, ...profile });
    if (kind === 'msp') writeSigningMsp(folder, this.#roots, enrolled);
    else writeTlsFolder(folder, this.#roots.tls, enrolled.certificate, enrolled.privateKey);
  }
}

async function rootsOf(
  { url, root }: MaterialWish,
  { name }: CaNode,
  { caNames: { signing, tls } }: Organisation,
): Promise<Roots> {
  return { signing: await authorityRoot(name, url, signing, root), tls: await authorityRoot(name, url, tls, root) };
}

/** May be interrupted anywhere: the secret leaves the configuration last. */
async function officeOf(
  { folder, url, root: serverRoot }: MaterialWish,
  { name }: CaNode,
  authority: Authority,
  roots: Roots,
): Promise<Office> {
  const client = new AuthorityClient(name, url, authority.caName, serverRoot);
  const { mspId } = authority.organisation;
  const place = join(folder, 'organisations', mspId, authority.use === 'tls' ? 'tls-registrar' : 'registrar');
  const file = join(folder, 'material', name, authorityFile(authority));
  const config = parse(readFileSync(file, 'utf8')) as AuthorityFile;
  const [first] = config.registry.identities;
  if (first !== undefined) {
    if (!hasSigningMsp(place)) {
      writeSigningMsp(place, roots, await client.enrol({ id: first.name, secret: first.pass }));
    }
    await client.closeSecret(readIdentity(mspId, place), first.name);
    // Its first secret is good no more and need not lie about.
    writePrivate(file, yamlText({ ...config, registry: { ...config.registry, identities: [] } }));
  }
  if (!hasSigningMsp(place)) throw noRegistrar(name, file);
  return { authority: client, registrar: readIdentity(mspId, place) };
}

interface AuthorityFile {
  readonly registry: { readonly identities: readonly { readonly name: string; readonly pass: string }[] };
}

function unknownDepartment({ settings }: NetworkView, code: string): OperationFailure {
  const codes = settings.definition.departments.map((department) => department.code).join(', ');
  return new OperationFailure('WRONG_INPUT', {
    zh: `网络定义中没有部门 ${code}；有：${codes}。`,
    en: `The definition has no department ${code}; there are: ${codes}.`,
  });
}

function noRegistrar(node: string, file: string): OperationFailure {
  return new OperationFailure('WRONG_INPUT', {
    zh: `${file} 中没有 ${node} 的登记员密码，而其证书也不在此处。请在首次签发的主机上运行。`,
    en: `${file} has no registrar's secret of ${node} any more, and its certificate is not here. Run this where it was enrolled first.`,
  });
}
