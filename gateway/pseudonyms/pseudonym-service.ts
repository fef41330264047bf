// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../chaincode/domain/roles.js';
import type { SignedTicketCore, SignedTicketPart } from '../../chaincode/domain/access/ticket.js';
import type { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';

/** Why pseudonyms are asked for; kept in the service's log. */
export type PseudonymPurpose = 'ATTEST' | 'VERIFY' | 'INQUIRE';

export interface Asker {
  readonly department: string;
  readonly role: Role;
  readonly purpose: PseudonymPurpose;
}

export interface Subject {
  readonly kind: SubjectKind;
  readonly identifier: string;
}

/** For whom and what a ticket is made. */
export interface TicketOrder {
  readonly itemCode: string;
  /** HMAC of the case number under the reader's own key. */
  readonly caseRef: string;
  readonly subjects: readonly (Subject & { readonly role: string })[];
  /** Departments whose registers the item needs. */
  readonly sources: readonly string[];
  /** How long the ticket is good; a day at most, whatever stands here. */
  readonly minutes: number;
}

/** A ticket whose parts are asked for again, for some of its sources. */
export interface PartsOrder {
  readonly ticket: SignedTicketCore;
  readonly subjects: readonly (Subject & { readonly role: string })[];
  readonly sources: readonly string[];
}

/** Of a ticket: whom it may be about. */
export interface SubjectsQuestion {
  readonly ticket: SignedTicketCore;
  readonly subjects: readonly (Subject & { readonly role: string })[];
}

export interface SubjectTicket {
  readonly core: SignedTicketCore;
  /** One part per source, by department. Secret between the reader's gateway and that source. */
  readonly parts: ReadonlyMap<string, SignedTicketPart>;
}

/**
 * The pseudonym service of the data bureau. It can link a subject's pseudonyms; it holds no values.
 *
 * Every question is logged (department, role, purpose, count) and counts against the department's limit.
 *
 * @throws {PseudonymRefusal} an identifier fails its check, is of the other kind, or the limit is reached; then
 * nothing was made.
 */
export interface PseudonymService {
  /** Public key of the tickets, SPKI DER in base64. */
  ticketKey(): Promise<string>;
  /** The subjects as the asking department knows them, in the same order. No department learns another's. */
  registerPseudonyms(asker: Asker, subjects: readonly Subject[]): Promise<string[]>;
  /** Under which name the subject's access diary stands. */
  diaryPseudonym(asker: Asker, subject: Subject): Promise<string>;
  issueTicket(asker: Asker, order: TicketOrder): Promise<SubjectTicket>;
  /** Parts of a ticket once more; `undefined` if it is not the asker's, not in time, or not about these subjects. */
  renewParts(asker: Asker, order: PartsOrder): Promise<SubjectTicket['parts'] | undefined>;
  /**
   * Whether these are subjects of the ticket, in these roles. Asked by its reader or by the department of its item: whoever
   * decides a case learns that it is about the person at the counter, and no pseudonym. To anybody else: `false`.
   */
  isAbout(asker: Asker, question: SubjectsQuestion): Promise<boolean>;
  close(): Promise<void>;
}
