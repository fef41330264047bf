// SPDX-License-Identifier: Apache-2.0

/**
 * Keys of the ledger: parts of `[A-Za-z0-9._:-]` joined by `/`, so they mean the same to every state
 * database and never need a composite key or a range scan.
 */
const PART = /^[A-Za-z0-9._:-]+$/u;

function key(...parts: readonly string[]): string {
  for (const part of parts) {
    if (!PART.test(part)) throw new RangeError('a state key part may hold letters, digits and . _ : - only');
  }
  return parts.join('/');
}

/** In an order in which a whole catalogue can be published: a document names only kinds before it, or its own. */
export const CATALOGUE_KINDS = [
  'department',
  'purpose',
  'record-type',
  'duty',
  'accreditation',
  'calendar',
  'hall',
  'item',
  'theme',
] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];

export const stateKeys = {
  /** The document in force. Public, stamped by its publisher. */
  catalogue: (kind: CatalogueKind, code: string) => key('c', kind, code),
  /** The same document, kept for ever under its version. */
  catalogueVersion: (kind: CatalogueKind, code: string, version: number) => key('c', kind, code, String(version)),
  /** Consent of a source to an item version; in P(source). */
  consent: (itemCode: string, itemVersion: number) => key('k', itemCode, String(itemVersion)),
  /** Register entry of one subject and record type; in P(department). The key itself is never on chain in clear. */
  register: (recordType: string, registerPseudonym: string) => key('r', recordType, registerPseudonym),
  /** Claims and salts of one record; in P(department), always from `transient`. */
  values: (recordId: string) => key('v', recordId),
  /** An opened access. Public, stamped by the reader. */
  access: (accessId: string) => key('x', accessId),
  /** A source's verdicts on an access; in P(source). */
  conclusion: (accessId: string, department: string) => key('x', accessId, department),
  /** Head of a subject's access diary. Public. */
  diary: (diaryPseudonym: string) => key('d', diaryPseudonym),
  /** An application, as its filing department states it. Public, stamped by that department. */
  application: (applicationId: string) => key('a', applicationId),
  /** What an item's department did about its item of an application. Public, stamped by that department. */
  task: (applicationId: string, itemCode: string) => key('a', applicationId, itemCode),
  /** What the applicant filled in for an item; in P(item's department), always from `transient`. */
  form: (applicationId: string, itemCode: string) => key('f', applicationId, itemCode),
  /** Number under which the post carries a result; in P(item's department), always from `transient`. */
  delivery: (applicationId: string, itemCode: string) => key('f', applicationId, itemCode, 'delivery'),
  /** Status of a record that changed since it was attested; in P(department). Its hash tells every peer. */
  recordMark: (recordId: string) => key('z', recordId),
  /** Which record was deposited as the result of a task; in P(item's department). Its hash tells every peer. */
  resultMark: (applicationId: string, itemCode: string) => key('z', applicationId, itemCode),
  /** Which application was filed with an access; in P(filing department). */
  filedMark: (accessId: string) => key('z', accessId),
  /** In P(department): the last transaction in which the department had nothing to state. */
  nothingStated: () => key('n'),
  /** An auditor's question. Public, stamped by the auditor's department. */
  inquiry: (inquiryId: string) => key('q', inquiryId),
} as const;
