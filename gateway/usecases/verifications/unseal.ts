// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Opens what `Crypto.seal` closed: AES-256-GCM, nonce ‖ ciphertext ‖ tag in base64url. @throws if it was not sealed under this key. */
export function unseal(key: Uint8Array, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) throw new RangeError('the seal is cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
  return text.toString('utf8');
}
