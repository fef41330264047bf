// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createHash, createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Crypto } from '../transactions/transaction-context.js';

const NONCE_BYTES = 12;

/** The context's cryptography by node:crypto; nothing here is random. */
export const nodeCrypto: Crypto = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('base64url'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('base64url'),
  verify: (publicKey, text, signature) => {
    const bytes = Buffer.from(signature, 'base64url');
    const key = bytes.toString('base64url') === signature ? p256Key(publicKey) : undefined;
    return key !== undefined && verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
  },
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

/** `undefined` for anything but a P-256 key: a rule must be able to ask without failing. */
function p256Key(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined; // not a key at all
  }
}
