// SPDX-License-Identifier: Apache-2.0
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { LedgerReference } from '../ledger-reference.js';

/** The agreement refused the access, and the refusal is on record: it has an id and stands in the subjects' diaries. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
  readonly code: RefusalCode;
  readonly verificationId: string;
  readonly ledger: LedgerReference;

  constructor(code: RefusalCode, verificationId: string, ledger: LedgerReference) {
    super(REFUSALS[code]);
    this.code = code;
    this.verificationId = verificationId;
    this.ledger = ledger;
  }
}
