// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { secretFile } from '../../pseudonyms/secret-file.js';
import { demoSigningKey } from './demo-tokens.js';

/** The private key of the demo issuer: PKCS 8 text in a file of mode 0600, made if absent. */
export async function openDemoKey(path: string): Promise<KeyObject> {
  const pem = await secretFile(path, () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return Buffer.from(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  });
  return demoSigningKey(pem.toString('utf8'));
}
