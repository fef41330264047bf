// SPDX-License-Identifier: Apache-2.0
import type { HashedWrite } from '../../ledger/ledger.js';

/** Whether a department's collection received, in this transaction, this value under this key. */
export type IsHashed = (department: string, keyHash: string, valueHash: string) => boolean;

export function isHashedIn(writes: readonly HashedWrite[]): IsHashed {
  const values = new Map(writes.map(({ department, keyHash, valueHash }) => [`${department}/${keyHash}`, valueHash]));
  return (department, keyHash, valueHash) => values.get(`${department}/${keyHash}`) === valueHash;
}
