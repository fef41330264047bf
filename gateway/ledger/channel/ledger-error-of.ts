// SPDX-License-Identifier: Apache-2.0
import type { DomainError } from '../../../chaincode/domain/domain-error.js';
import { decodeDomainError } from '../../../chaincode/wire/domain-error-codec.js';
import { LedgerConflict, LedgerUnavailable } from '../ledger-errors.js';
import { LedgerFault } from '../ledger-fault.js';

/** Codes that only mean that another transaction came first. */
const CONFLICTS: readonly string[] = ['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'];

/** Nothing was ordered: either a rule refused, or no good answer came. */
export function endorsementErrorOf(error: unknown): DomainError | LedgerUnavailable {
  const message = error instanceof Error ? error.message : String(error);
  return decodeDomainError(message) ?? new LedgerUnavailable(message, { cause: error });
}

/** What a block says about a transaction that is not VALID. */
export function commitErrorOf(transactionId: string, validationCode: string): LedgerConflict | LedgerFault {
  if (CONFLICTS.includes(validationCode)) return new LedgerConflict(transactionId, validationCode);
  return new LedgerFault(transactionId, `it is in a block, but ended as ${validationCode}`, validationCode);
}
