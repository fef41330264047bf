// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeOus } from '../config/node-ous.js';
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import { keyText } from './key-pair.js';

/** Who signs, as Fabric knows it. */
export interface Identity {
  readonly mspId: string;
  /** PEM */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

/** Root certificates of an organisation, PEM: whoever is certified under one counts for nothing under the other. */
export interface Roots {
  readonly signing: string;
  readonly tls: string;
}

/** An MSP as the channel's configuration wants it: roots and the meaning of units, no identity. */
export function writeVerifyingMsp(folder: string, { signing, tls }: Roots): void {
  writePrivate(join(folder, 'cacerts', 'ca.pem'), signing);
  writePrivate(join(folder, 'tlscacerts', 'ca.pem'), tls);
  writePrivate(join(folder, 'config.yaml'), yamlText(nodeOus()));
}

/** An MSP folder of somebody who signs. The certificate is written last: where it is, the folder is whole. */
export function writeSigningMsp(
  folder: string,
  roots: Roots,
  { certificate, privateKey }: Omit<Identity, 'mspId'>,
): void {
  writeVerifyingMsp(folder, roots);
  writePrivate(join(folder, 'keystore', 'key.pem'), keyText(privateKey));
  writePrivate(join(folder, 'signcerts', 'cert.pem'), certificate);
}

export function hasSigningMsp(folder: string): boolean {
  return existsSync(join(folder, 'signcerts', 'cert.pem'));
}

export function readIdentity(mspId: string, folder: string): Identity {
  return {
    mspId,
    certificate: readFileSync(join(folder, 'signcerts', 'cert.pem'), 'utf8'),
    privateKey: createPrivateKey(readFileSync(join(folder, 'keystore', 'key.pem'))),
  };
}

/** A TLS certificate with its key and root: `cert.pem`, `key.pem`, `ca.pem`. The certificate is written last. */
export function writeTlsFolder(folder: string, root: string, certificate: string, key: KeyObject): void {
  writePrivate(join(folder, 'ca.pem'), root);
  writePrivate(join(folder, 'key.pem'), keyText(key));
  writePrivate(join(folder, 'cert.pem'), certificate);
}

export function hasTlsFolder(folder: string): boolean {
  return existsSync(join(folder, 'cert.pem'));
}
