// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

/** SHA-256, base64url; text is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url');
}
