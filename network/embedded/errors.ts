// SPDX-License-Identifier: Apache-2.0
import type { ValidationCode } from './validation-code.js';

/** The network itself cannot do what was asked: locked, damaged, closed, unknown name, not supported. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/**
 * A block is durable but this process could not apply it, or the disk did not confirm the block, so that nobody knows
 * whether it is durable. What waited for it or came after is rejected with this, and nothing is acknowledged; the network
 * takes nothing more until it is opened again, which applies the block if it is there. Reads go on.
 */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';

  constructor(blockNumber: number, cause: unknown, state: 'unapplied' | 'unconfirmed' = 'unapplied') {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const what =
      state === 'unapplied'
        ? `block ${blockNumber} is durable but could not be applied (${reason})`
        : `whether block ${blockNumber} is durable is not known, since the disk did not confirm it (${reason})`;
    super(`${what}; open the network again`, { cause });
  }
}

/** A proposal was not endorsed, or an evaluation refused; nothing was ordered. */
export class EndorseError extends Error {
  override readonly name = 'EndorseError';
  readonly transactionId: string;
  /** Of the chaincode's or peer's response: ≥ 400. */
  readonly status: number;

  constructor(message: string, details: { transactionId: string; status: number }) {
    super(message);
    this.transactionId = details.transactionId;
    this.status = details.status;
  }
}

/** A transaction is in a block, but with another code than VALID. */
export class CommitError extends Error {
  override readonly name = 'CommitError';
  readonly transactionId: string;
  readonly validationCode: ValidationCode;
  readonly blockNumber: bigint;

  constructor(details: { transactionId: string; validationCode: ValidationCode; blockNumber: bigint }) {
    super(
      `transaction ${details.transactionId} failed to commit with status code ${details.validationCode} in block ${String(details.blockNumber)}`,
    );
    this.transactionId = details.transactionId;
    this.validationCode = details.validationCode;
    this.blockNumber = details.blockNumber;
  }
}
