// SPDX-License-Identifier: Apache-2.0
import { predicateNames } from '../access/predicate.js';
import { invalid } from './catalogue-view.js';
import { APPLICANT, type Requirement, type ServiceItem } from './service-item.js';

/**
 * Whoever a form field draws from is the applicant or stands in a relation that the item names: a material whose
 * every alternative has evidence about one of the two with a predicate that reads `subject.<the other>`. The
 * applicant has no relation, and there are no chains: everyone is joined with the applicant directly. Expects
 * predicates that the catalogue admits.
 *
 * @throws {DomainError} CATALOGUE_INVALID
 */
export function checkRelations({ subjects, fields, requirements }: ServiceItem): void {
  subjects.forEach(({ role, relation }, index) => {
    const place = `/document/subjects/${index}/relation`;
    if (relation === undefined) {
      const drawnFrom = fields.some(({ source }) => source.subjectRole === role);
      if (drawnFrom && role !== APPLICANT) throw invalid(`a field draws from ${role}, who has no relation`, place);
      return;
    }
    if (role === APPLICANT) throw invalid('the applicant needs no relation', place);
    const material = requirements.find(({ materialCode }) => materialCode === relation);
    if (material === undefined) throw invalid(`the item has no material ${relation}`, place);
    if (!joins(material, role)) throw invalid(`${relation} does not join ${role} with the applicant`, place);
  });
}

function joins({ subjectRole, alternatives }: Requirement, role: string): boolean {
  if (subjectRole !== role && subjectRole !== APPLICANT) return false;
  const other = subjectRole === APPLICANT ? role : APPLICANT;
  return (
    alternatives.length > 0 &&
    alternatives.every(({ evidence }) =>
      evidence.some(({ predicate }) => predicate !== undefined && predicateNames(predicate).roles.includes(other)),
    )
  );
}
