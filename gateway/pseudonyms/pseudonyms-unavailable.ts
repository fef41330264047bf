// SPDX-License-Identifier: Apache-2.0

/** The pseudonym service did not answer, or not in time: nothing was asked of the ledger, and trying again is safe. */
export class PseudonymsUnavailable extends Error {
  override readonly name = 'PseudonymsUnavailable';
}
