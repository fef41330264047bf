// SPDX-License-Identifier: Apache-2.0
import type { MaterialFile } from './container.js';

/** What a peer or an orderer signs with, and its TLS certificate; laid out as in a native network's folder of nodes. */
export const SIGNING_MATERIAL: readonly MaterialFile[] = [
  open('msp-certificate', 'msp/signcerts/cert.pem'),
  sealed('msp-key', 'msp/keystore/key.pem'),
  open('msp-root', 'msp/cacerts/ca.pem'),
  open('msp-tls-root', 'msp/tlscacerts/ca.pem'),
  open('msp-units', 'msp/config.yaml'),
];

export const TLS_MATERIAL: readonly MaterialFile[] = [
  open('tls-certificate', 'tls/cert.pem'),
  sealed('tls-key', 'tls/key.pem'),
  open('tls-root', 'tls/ca.pem'),
];

function open(key: string, path: string): MaterialFile {
  return { key, path, source: path, isPrivate: false };
}

function sealed(key: string, path: string): MaterialFile {
  return { key, path, source: path, isPrivate: true };
}
