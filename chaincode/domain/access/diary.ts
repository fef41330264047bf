// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical-json.js';
import type { Access } from './access.js';

export type Sha256 = (text: string) => string;

/** `h(0)`: the head of a diary without rows. */
export const firstHead = 'A'.repeat(43);

/** `h(n)` from `h(n−1)` and row n: `SHA-256(h(n−1) ‖ '\n' ‖ SHA-256(canonical JSON of the row))`. */
export function nextHead(previous: string, row: Access, sha256: Sha256): string {
  return chainedHead(previous, sha256(canonicalJson(row)), sha256);
}

/** The same from the digest of a row, `SHA-256(canonical JSON of the row)`, where the row itself is not at hand. */
export function chainedHead(previous: string, rowDigest: string, sha256: Sha256): string {
  return sha256(`${previous}\n${rowDigest}`);
}
