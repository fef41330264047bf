// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { checkSubject } from '../../pseudonyms/check-subject.js';
import type { Subject } from '../../pseudonyms/pseudonym-service.js';
import { SubjectReference } from '../subject-reference.js';

export interface SubjectClaimFault {
  readonly code: 'CLAIMS_INVALID' | 'IDENTIFIER_INVALID' | 'IDENTIFIER_KIND_WRONG';
}

/** A claim that names another person or company: `{ kind, identifier }`, checked like the record's own subject. */
export function readSubjectClaim(given: unknown): Subject | SubjectClaimFault {
  if (!Value.Check(SubjectReference, given)) return { code: 'CLAIMS_INVALID' };
  const checked = checkSubject(given);
  return 'code' in checked ? { code: checked.code } : given;
}
