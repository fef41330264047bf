// SPDX-License-Identifier: Apache-2.0
import { APPLICANT, type ServiceItem } from '../catalogue/service-item.js';
import type { Access, Conclusion } from './access.js';
import type { Grant } from './grant-claims.js';
import { summariseVerdicts } from './summarise-verdicts.js';

/**
 * What of the granted values may leave: all about the applicant, and those about another role whose relation holds,
 * that is, whose material has an alternative with nothing but VERIFIED evidence in these conclusions. A relation that
 * was not asked for, or whose source did not conclude, does not hold; a role without a relation never leaves.
 *
 * The caller says with `conclusions` what it believes: each is taken as the statement of its department.
 */
export function withholdUnrelated(
  item: ServiceItem,
  access: Pick<Access, 'accessId' | 'outcome' | 'request'>,
  granted: readonly Grant[],
  conclusions: readonly Conclusion[],
): Grant[] {
  const { materials } = summariseVerdicts(item, access, conclusions);
  return granted.filter(({ subjectRole }) => {
    if (subjectRole === APPLICANT) return true;
    const relation = item.subjects.find(({ role }) => role === subjectRole)?.relation;
    return materials.some(({ materialCode, verdict }) => materialCode === relation && verdict === 'VERIFIED');
  });
}
