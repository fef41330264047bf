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
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import { OperationFailure } from '../operations/operation-failure.js';
import type { CaNode, NetworkNode } from '../plan/nodes.js';
import type { Organisation } from '../plan/organisations.js';
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
  /** Root certificate of its first authority, PEM; the server has made it, as `ca-cert.pem` of its data. */
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
  for (const [index, organisation] of server.organisations.entries()) {
    const issuer = await issuerOf(wish, server, organisation, authorityFile(index));
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
  if (node.kind === 'chaincode') await issuer.fill(id, type, join(own, 'peer-client'), 'tls');
  else await issuer.fill(id, type, join(own, 'msp'), 'msp');
}

/** One authority, with who registers others there. */
class Issuer {
  readonly #authority: AuthorityClient;
  readonly #registrar: Enrolled;
  readonly #root: string;

  constructor(authority: AuthorityClient, registrar: Enrolled, root: string) {
    this.#authority = authority;
    this.#registrar = registrar;
    this.#root = root;
  }

  /** Enrols into a folder, unless a certificate is there. */
  async fill(id: string, type: IdentityType, folder: string, kind: 'msp' | 'tls', hosts: string[] = []): Promise<void> {
    if ((kind === 'msp' ? hasSigningMsp : hasTlsFolder)(folder)) return;
    const secret = await this.#authority.register(this.#registrar, { id, type, enrolments: 1 });
    const profile = kind === 'tls' ? { profile: 'tls' as const } : {};
    const enrolled = await this.#authority.enrol({ id, secret, hosts, ...profile });
    if (kind === 'msp') writeSigningMsp(folder, this.#root, enrolled);
    else writeTlsFolder(folder, this.#root, enrolled.certificate, enrolled.privateKey);
  }
}

async function issuerOf(
  { folder, url, root: serverRoot }: MaterialWish,
  { name }: CaNode,
  { caName, mspId }: Organisation,
  configuration: string,
): Promise<Issuer> {
  const root = await authorityRoot(name, url, caName, serverRoot);
  const authority = new AuthorityClient(name, url, caName, serverRoot);
  writeVerifyingMsp(join(folder, 'organisations', mspId, 'msp'), root);
  const place = join(folder, 'organisations', mspId, 'registrar');
  if (!hasSigningMsp(place)) {
    const file = join(folder, 'material', name, configuration);
    const config = parse(readFileSync(file, 'utf8')) as AuthorityFile;
    const [first] = config.registry.identities;
    if (first === undefined) throw noRegistrar(name, file);
    writeSigningMsp(place, root, await authority.enrol({ id: first.name, secret: first.pass }));
    // Its first secret is good no more and need not lie about.
    writePrivate(file, yamlText({ ...config, registry: { ...config.registry, identities: [] } }));
  }
  return new Issuer(authority, readIdentity(mspId, place), root);
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
