// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Roots } from '../certificates/msp-folder.js';
import type { Hsm } from '../config/bccsp.js';
import { networkFolder } from '../network-folder.js';
import { NetworkFailure } from '../network-failure.js';
import type { NetworkFolder } from '../network-folder.js';
import { nodesOf } from './nodes.js';
import type { CaNode, ChaincodeNode, NetworkNode, NodeKind, OrdererNode, PeerNode } from './nodes.js';
import type { NetworkState } from './network-state.js';
import { readHsm } from './read-hsm.js';
import type { CertificateUse, Organisation } from './organisations.js';

/** All nodes of a native network listen here. A name, because TLS knows hosts by names. */
export const HOST = 'localhost';
export const LISTEN_ADDRESS = '127.0.0.1';

/** Where the nodes of one network are: folders, files and ports. */
export class Site {
  readonly directory: string;
  readonly state: NetworkState;
  readonly folder: NetworkFolder;
  readonly nodes: readonly NetworkNode[];

  constructor(directory: string, state: NetworkState) {
    this.directory = directory;
    this.state = state;
    this.folder = networkFolder(directory);
    this.nodes = nodesOf(state.definition, state.chaincodes);
  }

  get cas(): CaNode[] {
    return this.nodes.filter((node) => node.kind === 'ca');
  }

  get orderers(): OrdererNode[] {
    return this.nodes.filter((node) => node.kind === 'orderer');
  }

  get peers(): PeerNode[] {
    return this.nodes.filter((node) => node.kind === 'peer');
  }

  get chaincodeServers(): ChaincodeNode[] {
    return this.nodes.filter((node) => node.kind === 'chaincode');
  }

  /** @throws {NetworkFailure} UNKNOWN_NODE, with the names that there are */
  node(name: string): NetworkNode {
    const found = this.nodes.find((node) => node.name === name);
    if (found !== undefined) return found;
    const names = this.nodes.map((node) => node.name).join(', ');
    throw new NetworkFailure('UNKNOWN_NODE', {
      zh: `没有名为 ${name} 的节点。现有节点：${names}`,
      en: `There is no node ${name}. The nodes are: ${names}`,
    });
  }

  nodeFolder({ name }: { readonly name: string }): string {
    return join(this.folder.nodes, name);
  }

  logFile({ name }: { readonly name: string }): string {
    return join(this.folder.logs, `${name}.log`);
  }

  port({ name, kind }: { readonly name: string; readonly kind: NodeKind }, listener: string): number {
    const port = this.state.ports[`${name}/${listener}`];
    if (port === undefined) throw new Error(`${kind} ${name} has no port for ${listener}`);
    return port;
  }

  /** `localhost:<port>`, as it stands in certificates, in the channel's configuration and in discovery. */
  endpoint(node: NetworkNode, listener = 'listen'): string {
    return `${HOST}:${this.port(node, listener)}`;
  }

  caOf({ department }: { readonly department: string }): CaNode {
    const found = this.cas.find((node) => node.department === department);
    if (found === undefined) throw new Error(`${department} has no certificate authority`);
    return found;
  }

  /** Folder of one authority of a department's CA server. */
  authorityFolder(organisation: Organisation, use: CertificateUse): string {
    const server = this.caOf(organisation);
    const found = server.authorities.find((one) => one.organisation.mspId === organisation.mspId && one.use === use);
    if (found === undefined) throw new Error(`${server.name} has no authority of ${organisation.mspId}`);
    return join(this.nodeFolder(server), found.path);
  }

  /** File of an organisation's root certificate, PEM. */
  rootCertificate(organisation: Organisation, use: CertificateUse): string {
    return join(this.authorityFolder(organisation, use), 'ca-cert.pem');
  }

  /** Both roots of an organisation, PEM. */
  roots(organisation: Organisation): Roots {
    const read = (use: CertificateUse): string => readFileSync(this.rootCertificate(organisation, use), 'utf8');
    return { signing: read('signing'), tls: read('tls') };
  }

  /** MSP folder with which the organisation stands in the channel's configuration. */
  organisationMsp(organisation: Organisation): string {
    return join(this.directory, 'organisations', organisation.mspId, 'msp');
  }

  /** The token of a department whose signing keys are not in files. @throws {NetworkFailure} HSM_UNUSABLE */
  hsm({ department }: { readonly department: string }): Hsm | undefined {
    const found = this.state.definition.departments.find(({ code }) => code === department);
    return found && readHsm(found);
  }

  /** Folder of the organisation's administrator. */
  administrator(organisation: Organisation): string {
    return join(this.directory, 'organisations', organisation.mspId, 'admin');
  }

  /** Folder of who registers others at one of the organisation's authorities; each has its own. */
  registrar({ mspId }: Organisation, use: CertificateUse): string {
    return join(this.directory, 'organisations', mspId, use === 'tls' ? 'tls-registrar' : 'registrar');
  }
}
