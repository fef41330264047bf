// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from './definition.js';

/**
 * Signature policy of the chaincode for public keys: the acting department and a witness, whoever they are.
 * A network of one department has no witness, and asks for one.
 */
export function endorsementPolicyOf({ departments }: NetworkDefinition): string {
  const peers = departments.map(({ mspId }) => `'${mspId}.peer'`);
  return `OutOf(${Math.min(2, peers.length)}, ${peers.join(', ')})`;
}
