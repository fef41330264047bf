// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '../../pseudonyms/pseudonym-service.js';
import type { SubmissionResult, SubmittedRecord } from './record-submission.js';

/** A submitted record that can go to the department's peer once its subjects have pseudonyms. */
export interface PreparedRecord {
  /** Place in the request. */
  readonly index: number;
  readonly record: SubmittedRecord;
  readonly subject: Subject;
  /** Claims that name another person or company, by claim. */
  readonly subjectClaims: ReadonlyMap<string, Subject>;
}

export type Refused = SubmissionResult & { readonly status: 'REFUSED' };

/** What each record is called in its department, and what its subject claims become. */
export interface NamedRecord extends PreparedRecord {
  readonly register: string;
  readonly claims: Readonly<Record<string, unknown>>;
}
