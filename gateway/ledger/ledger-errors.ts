// SPDX-License-Identifier: Apache-2.0

/** No answer from the ledger, and nothing was ordered: trying again is safe. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

/** The transaction was ordered and found invalid because another one came first. */
export class LedgerConflict extends Error {
  override readonly name = 'LedgerConflict';
  readonly transactionId: string;
  readonly validationCode: string;

  constructor(transactionId: string, validationCode: string) {
    super(`transaction ${transactionId} ended as ${validationCode}`);
    this.transactionId = transactionId;
    this.validationCode = validationCode;
  }
}

/** The transaction was handed over, and it is not known whether it took effect. Never to be reported as failure. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly transactionId: string;

  constructor(transactionId: string, options?: ErrorOptions) {
    super(`it is not known yet what became of transaction ${transactionId}`, options);
    this.transactionId = transactionId;
  }
}
