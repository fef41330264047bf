// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

export function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Hash of a private key as it stands on chain. */
export function keyHash(key: string): Buffer {
  return sha256(key);
}

/** The same in the form that keys of the state have. */
export function keyHashHex(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
