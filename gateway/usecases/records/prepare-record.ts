// SPDX-License-Identifier: Apache-2.0
import { hasOnlyCharacters, utf8Length } from '../../../chaincode/domain/characters.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import { isDay } from '../../../chaincode/domain/time.js';
import { REFUSALS } from '../../../chaincode/domain/refusals.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { checkSubject } from '../../pseudonyms/check-subject.js';
import type { Subject } from '../../pseudonyms/pseudonym-service.js';
import { GATEWAY_CODES } from '../gateway-problem.js';
import { readSubjectClaim } from './read-subject-claim.js';
import type { PreparedRecord, Refused } from './prepared-record.js';
import type { SubmissionResult, SubmittedRecord } from './record-submission.js';

const LARGEST_CLAIMS = 16 * 1024;
type Code = NonNullable<SubmissionResult['code']>;
interface Fault {
  readonly code: Code;
  readonly at: string;
}

/**
 * Checks what must be right before the record may travel: identifiers, days, text, size. The claims themselves
 * are judged by the agreement. A faulty record is refused by itself, with a pointer into the request.
 */
export function prepareRecord(record: SubmittedRecord, index: number, type: RecordType): PreparedRecord | Refused {
  const fault = faultOf(record, type);
  if (fault !== undefined) return refusedRecord(index, fault.code, fault.at);
  const subjectClaims = new Map<string, Subject>();
  for (const { name } of type.claims.filter((claim) => claim.type === 'subject')) {
    const given = record.claims[name];
    if (given === undefined) continue;
    const read = readSubjectClaim(given);
    if ('code' in read) return refusedRecord(index, read.code, `/claims/${name}`);
    subjectClaims.set(name, read);
  }
  return { index, record, subject: record.subject, subjectClaims };
}

export function refusedRecord(index: number, code: Code, at?: string): Refused {
  const texts: Readonly<Record<Code, string>> = { ...REFUSALS, ...GATEWAY_CODES };
  const pointer = at === undefined ? {} : { pointer: `/records/${index}${at}` };
  return { index, status: 'REFUSED', code, detail: texts[code], ...pointer };
}

function faultOf(record: SubmittedRecord, type: RecordType): Fault | undefined {
  const { subject, validFrom, validUntil, claims } = record;
  const checked = checkSubject(subject);
  if ('code' in checked) return { code: checked.code, at: '/subject/identifier' };
  if (subject.kind !== type.subjectKind) return { code: 'IDENTIFIER_KIND_WRONG', at: '/subject/kind' };
  if (!isDay(validFrom)) return { code: 'VALIDITY_INVALID', at: '/validFrom' };
  if (typeof validUntil === 'string' && !isDay(validUntil)) return { code: 'VALIDITY_INVALID', at: '/validUntil' };
  if (!hasOnlyCharacters(record)) return { code: 'CLAIMS_INVALID', at: '' };
  if (utf8Length(canonicalJson(claims)) > LARGEST_CLAIMS) return { code: 'CLAIMS_TOO_LARGE', at: '/claims' };
  return undefined;
}
