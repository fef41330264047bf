// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { secretFile } from './secret-file.js';

/** Keys of the pseudonym service. */
export interface ServiceKeys {
  /** Under it an identifier is looked up; the identifier itself is kept nowhere. */
  readonly index: Buffer;
  /** Signs tickets: ECDSA P-256. */
  readonly signing: KeyObject;
  /** The other half, SPKI DER in base64: what the department register carries in `ticketKeys`. */
  readonly ticketKey: string;
}

/** Reads the keys from a folder, or makes them there. */
export async function openServiceKeys(folder: string): Promise<ServiceKeys> {
  const index = await secretFile(join(folder, 'pseudonym-index.key'), () => randomBytes(32));
  const der = await secretFile(join(folder, 'ticket-signing.key'), newSigningKey);
  const signing = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(signing).export({ format: 'der', type: 'spki' });
  return { index, signing, ticketKey: spki.toString('base64') };
}

function newSigningKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}
