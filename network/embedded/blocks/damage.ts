// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';

/** Refuses a block that is not as it was written. */
export function damagedBlock(number: number, path: string): NetworkError {
  return new NetworkError(
    `block ${number} in ${path} is damaged (checksum does not match); restore the ledger from a backup`,
  );
}
