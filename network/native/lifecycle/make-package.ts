// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../files/write-private.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { ChaincodeNode } from '../plan/nodes.js';
import { HOST } from '../plan/site.js';
import type { Site } from '../plan/site.js';
import { chaincodeClientFolder } from '../steps/enrol-organisation.js';
import { packageIdFile } from '../steps/launch-of.js';
import { tarGz } from './tar.js';

const DIGEST_LENGTH = 16;

/** A chaincode package as a peer takes it, and the id that it will have there. */
export interface ChaincodePackage {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Label of the packages of one build; without a digest, of one version. */
export function labelOf({ name, version, digest }: Pick<ChaincodeSetting, 'name' | 'version' | 'digest'>): string {
  const build = digest === undefined ? '' : `_${digest.slice(0, DIGEST_LENGTH)}`;
  return `${name}_${version}${build}`.replaceAll(/[^A-Za-z0-9_.+-]/gu, '-');
}

/**
 * The department's package: where its server is, and the certificate with which its peers come to it. Each department
 * has its own, since the key in it is its own. Made once per label and kept, so that its id stays.
 */
export function packageOf(site: Site, node: ChaincodeNode): ChaincodePackage {
  const setting = site.state.chaincodes.find(({ name }) => name === node.chaincode);
  if (setting === undefined) throw new Error(`no chaincode ${node.chaincode}`);
  const label = labelOf(setting);
  const folder = site.nodeFolder(node);
  const file = join(folder, `${label}.tgz`);
  const client = chaincodeClientFolder(folder);
  if (!existsSync(file)) {
    writePrivate(file, makePackage(label, connectionOf(`${HOST}:${site.port(node, 'listen')}`, client)));
  }
  const bytes = readFileSync(file);
  const id = packageId(label, bytes);
  writePrivate(packageIdFile(folder), `${id}\n`);
  return { id, bytes };
}

/** The id that a package has at a peer. */
export function packageId(label: string, bytes: Uint8Array): string {
  return `${label}:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** How a peer reaches a server, with the key and certificates in a folder. */
export function connectionOf(address: string, client: string): object {
  const text = (name: string): string => readFileSync(join(client, name), 'utf8');
  return {
    address,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    client_key: text('key.pem'),
    client_cert: text('cert.pem'),
    root_cert: text('ca.pem'),
  };
}

/** A package of a server that runs by itself; `content` says where it is and how it is reached. */
export function makePackage(label: string, content: object): Buffer {
  const code = tarGz({ 'connection.json': Buffer.from(JSON.stringify(content)) });
  const metadata = Buffer.from(JSON.stringify({ type: 'ccaas', label }));
  return tarGz({ 'metadata.json': metadata, 'code.tar.gz': code });
}
