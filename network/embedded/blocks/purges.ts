// SPDX-License-Identifier: Apache-2.0
import type { PrivateKey } from './strip-private-results.js';

/** A key that a transaction purges: values written before it go. */
export interface Purge extends PrivateKey {
  /** Place of the purging transaction in its block. */
  readonly index: number;
}

export function encodePurges(purges: readonly Purge[]): Buffer {
  return Buffer.from(
    JSON.stringify(purges.map((each) => ({ ...each, keyHash: Buffer.from(each.keyHash).toString('hex') }))),
  );
}

export function decodePurges(bytes: Buffer): Purge[] {
  const purges = JSON.parse(bytes.toString('utf8')) as (Omit<Purge, 'keyHash'> & { keyHash: string })[];
  return purges.map((each) => ({ ...each, keyHash: Buffer.from(each.keyHash, 'hex') }));
}
