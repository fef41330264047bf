// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { DomainError } from '../domain/domain-error.js';
import { fromBase64url } from '../wire/base64url.js';

/** 32 bytes, base64url without padding; made for this one answer. */
export const ReleaseKey = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** Nonce, ciphertext and tag, base64url without padding. */
export const Sealed = Type.String({ pattern: '^[A-Za-z0-9_-]+$' });

/** @throws {DomainError} TRANSIENT_MISSING for a text that 32 bytes do not encode to. */
export function releaseKeyOf(text: string): Uint8Array {
  try {
    return fromBase64url(text);
  } catch {
    throw new DomainError('TRANSIENT_MISSING', '"key" is not 32 bytes in base64url', '/key');
  }
}
