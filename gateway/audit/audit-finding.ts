// SPDX-License-Identifier: Apache-2.0
import type { DisbeliefReason } from '../readmodel/belief/belief.js';

/** What does not follow from the agreement, beyond what is not believed for one of the {@link DisbeliefReason}s. */
export type AgreementCode =
  /** A transaction's time is later than all blocks around it by more than the window. */
  | 'TIME_AHEAD'
  /** A transaction's time is earlier than all blocks around it by more than the window. */
  | 'TIME_BEHIND'
  /** A document says another time than the transaction that wrote it. */
  | 'DOCUMENT_TIME'
  /** A register entry does not follow from what it was before. */
  | 'REGISTER_REWRITTEN'
  /** A diary's head grew in a transaction that adds no row to it. */
  | 'DIARY_HEAD_ALONE'
  /** A diary's head says another number, hash or time than the row under it makes. */
  | 'DIARY_HEAD_PUSHED'
  /** A row does not take the place after its diary's head. */
  | 'DIARY_ROW_MISPLACED'
  /** A row was added without its diary's head. */
  | 'DIARY_ROW_ALONE'
  /** A public document was stamped in another transaction than the one that wrote it. */
  | 'STAMPED_LATER'
  /** A department's collection got a hash that no document on the ledger has. */
  | 'HASH_UNEXPLAINED'
  /** An access rests on a ticket that the pseudonym service did not give for it. */
  | 'TICKET_NOT_GOOD'
  /** Outcome, refusal, plan or end of an access do not follow from its request. */
  | 'DECISION_DIFFERS'
  /** A conclusion was made after the end of its access, or about a refused one. */
  | 'CONCLUSION_NOT_OPEN'
  /** A conclusion, a consent or a filing rests on another item version, or on other bytes of it, than those in force. */
  | 'ITEM_DIFFERS'
  /** A conclusion does not answer the evidence that it was asked for. */
  | 'VERDICTS_INCOMPLETE'
  /** A verdict names a record, or a version of one, that does not bear it out. */
  | 'VERDICT_RECORD'
  /** A verdict is refused, or is not, against the consents in force. */
  | 'VERDICT_REFUSAL'
  /** A source granted more than the plan of the access names. */
  | 'GRANT_BEYOND_PLAN'
  /** A filing names an access that is not for its case, or says of a material what no source has said. */
  | 'FILING_UNFOUNDED'
  /** A move rests on what is not there: a form, a result, the result of another item. */
  | 'MOVE_UNFOUNDED'
  /** Due days or working days that a move states do not follow from its calendars. */
  | 'CLOCK_DIFFERS'
  /** A record's status changed, and its department did not say so where every peer can see it. */
  | 'STATUS_UNMARKED'
  /** The tables that are served are not those that the blocks give. */
  | 'READ_MODEL_DIFFERS';

export type AuditCode = DisbeliefReason | AgreementCode;

/** One difference. Nothing personal: codes, numbers, digests and department codes only. */
export interface AuditFinding {
  readonly code: AuditCode;
  readonly block: number;
  readonly transactionId?: string;
  readonly detail: string;
}

/** Told to a check about one transaction. */
export type Tell = (code: AuditCode, detail: string) => void;
