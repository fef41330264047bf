// SPDX-License-Identifier: Apache-2.0
import type { PseudonymService, Subject } from '../../pseudonyms/pseudonym-service.js';
import type { Session } from '../session.js';
import type { NamedRecord, PreparedRecord } from './prepared-record.js';

/** Puts the department's register pseudonyms in the place of identifiers: one question for the whole batch. */
export async function nameSubjects(
  pseudonyms: PseudonymService,
  { department, role }: Session,
  records: readonly PreparedRecord[],
): Promise<NamedRecord[]> {
  if (records.length === 0) return [];
  const subjects = records.flatMap(({ subject, subjectClaims }): Subject[] => [subject, ...subjectClaims.values()]);
  const names = await pseudonyms.registerPseudonyms({ department, role, purpose: 'ATTEST' }, subjects);
  const remaining = names.values();
  const next = () => remaining.next().value ?? '';
  return records.map((prepared) => {
    const register = next();
    const named = [...prepared.subjectClaims.keys()].map((claim) => [claim, next()] as const);
    return { ...prepared, register, claims: { ...prepared.record.claims, ...Object.fromEntries(named) } };
  });
}
