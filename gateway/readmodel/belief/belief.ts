// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion, DiaryHead } from '../../../chaincode/domain/access/access.js';
import type { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import type { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import type { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';
import type { CatalogueKind } from '../../../chaincode/wire/state-keys.js';

/** Why something on the ledger is not believed. */
export type DisbeliefReason =
  /** A statement whose department did not write its hash. */
  | 'NOT_HASHED'
  /** A public document without the stamp of the department it speaks for. */
  | 'NOT_STAMPED'
  /** Not a document of any known shape. */
  | 'SHAPE_UNKNOWN'
  /** The key is not the one under which such a document stands. */
  | 'KEY_FOREIGN'
  /** It speaks about what belongs to another department. */
  | 'NOT_ITS_OWN'
  /** What never changes was written again. */
  | 'REWRITTEN'
  /** A catalogue version that does not follow the one in force. */
  | 'VERSION_NOT_NEXT'
  /** A conclusion of no access, or of a source that was not asked. */
  | 'NOT_ASKED'
  /** A conclusion about other bytes than those of the access that is believed. */
  | 'ACCESS_DIFFERS'
  /** A diary head that takes back rows that stood before: heads only grow. */
  | 'HEAD_WENT_BACK'
  /** A task of no application, or of an item that the application does not have. */
  | 'NOT_FILED'
  /** Moves that do not follow from those before them, by the table of moves. */
  | 'MOVE_NOT_LEGAL'
  /** A public key was deleted; the agreement never does that. */
  | 'DELETED';

export interface Catalogued {
  readonly code: string;
  readonly version: number;
}

/** A document that its department answers for. */
export type Believed =
  | {
      readonly kind: 'CATALOGUE';
      readonly catalogue: CatalogueKind;
      readonly department: string;
      readonly inForce: boolean;
      readonly document: Catalogued;
    }
  | { readonly kind: 'ACCESS'; readonly document: Access }
  | { readonly kind: 'INQUIRY'; readonly document: Inquiry }
  | { readonly kind: 'FILING'; readonly document: Filing }
  | { readonly kind: 'TASK'; readonly department: string; readonly document: Task }
  | { readonly kind: 'DIARY_HEAD'; readonly diary: string; readonly document: DiaryHead }
  | { readonly kind: 'REGISTER_ENTRY'; readonly department: string; readonly document: RegisterEntry }
  | { readonly kind: 'CONSENT'; readonly document: Consent }
  | { readonly kind: 'CONCLUSION'; readonly document: Conclusion };

/** A document as found, with the hash of its key and what is thought of it. */
export interface Finding {
  readonly keyHash: string;
  readonly belief: Believed | DisbeliefReason;
}
