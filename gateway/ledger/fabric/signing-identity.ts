// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { sign } from '../../../network/embedded/identity/signature.js';

/** An identity of the channel whose private key is at hand. */
export interface SigningIdentity {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** When its certificate ends, milliseconds since 1970: later no orderer takes what it signed. */
  readonly expiresAt: number;
  /** ECDSA P-256 over SHA-256 of the message by node:crypto, DER with a low S. */
  sign(message: Uint8Array): Uint8Array;
}

export function signingIdentity(identity: {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}): SigningIdentity {
  const { mspId, certificate } = identity;
  const key = createPrivateKey(identity.privateKey);
  const expiresAt = Date.parse(new X509Certificate(certificate).validTo);
  return { mspId, certificate, expiresAt, sign: (message) => sign(key, message) };
}
