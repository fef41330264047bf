// SPDX-License-Identifier: Apache-2.0

/** The key came before, with another request. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';

  constructor() {
    super('the idempotency key was used for another request');
  }
}

/** The key came before, and its request is still being worked on. */
export class KeyInFlight extends Error {
  override readonly name = 'KeyInFlight';

  constructor() {
    super('the request of this idempotency key is still being worked on');
  }
}

/** The request was handed to the ledger, and what became of it is not known yet. Never to be reported as failure. */
export class SubmissionPending extends Error {
  override readonly name = 'SubmissionPending';
  /** Under it the outcome can be asked for. */
  readonly submissionId: string;

  constructor(submissionId: string, options?: ErrorOptions) {
    super(`it is not known yet what became of submission ${submissionId}`, options);
    this.submissionId = submissionId;
  }
}
