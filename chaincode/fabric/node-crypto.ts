// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createHmac, createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import type { Crypto } from '../transactions/transaction-context.js';

const NONCE_BYTES = 12;
/** More than a pseudonym service has in use at a time. */
const MOST_KEYS = 32;

/** The context's cryptography by node:crypto; nothing here is random. */
export const nodeCrypto: Crypto = {
  sha256: (text) => hash('sha256', text, 'base64url'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('base64url'),
  verify: (publicKey, text, signature) => verifyUnder(p256Key(publicKey), text, signature),
  seal: (key, nonceSeed, text) => {
    const nonce = createHmac('sha256', key)
      .update(`onedoor-seal-nonce\n${nonceSeed}`)
      .digest()
      .subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return sealed.toString('base64url');
  },
};

/**
 * The same, with the keys that were used last kept as they were read: reading one takes longer than a check. What a key
 * says depends on its text alone, so that no result can depend on what is kept.
 */
export function nodeCryptoWithKeys(): Crypto {
  const keys = new Map<string, KeyObject | undefined>();
  const keyOf = (text: string): KeyObject | undefined => {
    if (keys.has(text)) return keys.get(text);
    if (keys.size >= MOST_KEYS) keys.clear();
    const key = p256Key(text);
    keys.set(text, key);
    return key;
  };
  return {
    ...nodeCrypto,
    verify: (publicKey, text, signature) => verifyUnder(keyOf(publicKey), text, signature),
  };
}

/** One form of a signature only: base64url without padding. */
function verifyUnder(key: KeyObject | undefined, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  if (key === undefined || bytes.toString('base64url') !== signature) return false;
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

/** `undefined` for anything but a P-256 key: a rule must be able to ask without failing. */
function p256Key(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined; // not a key at all
  }
}
