// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

export function sha256(bytes: string | Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** Hash of a private key as it stands on chain. */
export function keyHash(key: string): Buffer {
  return sha256(key);
}

/** The same in the form that keys of the state have. */
export function keyHashHex(key: string): string {
  return hash('sha256', key, 'hex');
}
