// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** Fabric's transaction id: hex SHA-256 over nonce ‖ creator. */
export function transactionIdOf(nonce: Uint8Array, creator: Uint8Array): string {
  return createHash('sha256').update(nonce).update(creator).digest('hex');
}
