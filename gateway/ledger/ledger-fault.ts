// SPDX-License-Identifier: Apache-2.0

/**
 * The ledger gave what the agreement does not provide for: a validation code that no rightly made transaction
 * gets, or a response of another shape. Never to be retried; somebody has to look into it.
 */
export class LedgerFault extends Error {
  override readonly name = 'LedgerFault';
  readonly transactionId: string;
  /** Absent where nothing was ordered. */
  readonly validationCode: string | undefined;

  constructor(transactionId: string, reason: string, validationCode?: string, options?: ErrorOptions) {
    super(`transaction ${transactionId}: ${reason}`, options);
    this.transactionId = transactionId;
    this.validationCode = validationCode;
  }
}
