// SPDX-License-Identifier: Apache-2.0
import { checkPredicate } from '../access/predicate.js';
import { invalid, knownRecordType, onlyOnce, sharedClaim, type CatalogueView } from './catalogue-view.js';
import { checkKind } from './check-fields.js';
import { checkWhen, pointed } from './check-questions.js';
import type { RecordType } from './record-type.js';
import type { Evidence, Requirement, ServiceItem } from './service-item.js';

/**
 * Materials have different codes; what is on no record can be brought; `when` reads answers alone; evidence exists, is about the right kind of
 * subject, and its predicate reads claims that may be shared.
 *
 * @throws {DomainError} CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_NOT_SHARED, PREDICATE_NOT_ALLOWED
 */
export function checkRequirements(item: ServiceItem, view: CatalogueView): void {
  onlyOnce(
    item.requirements.map(({ materialCode }) => materialCode),
    (index) => `/document/requirements/${index}/materialCode`,
  );
  item.requirements.forEach((requirement, index) => {
    const place = `/document/requirements/${index}`;
    if (requirement.alternatives.length === 0 && requirement.fallback === 'NONE') {
      throw invalid('what is on no record can be brought', `${place}/fallback`);
    }
    checkWhen(requirement.when, item.scenario, `${place}/when`);
    requirement.alternatives.forEach(({ evidence }, alternative) => {
      evidence.forEach((one, position) => {
        checkEvidence(item, requirement, one, view, `${place}/alternatives/${alternative}/evidence/${position}`);
      });
    });
  });
}

function checkEvidence(
  item: ServiceItem,
  { subjectRole }: Requirement,
  { recordType: code, predicate }: Evidence,
  view: CatalogueView,
  place: string,
): void {
  const recordType = knownRecordType(view, code, `${place}/recordType`);
  checkKind(item, subjectRole, recordType, place);
  if (predicate === undefined) return;
  for (const name of claimsRead(item, recordType, predicate, `${place}/predicate`)) {
    sharedClaim(recordType, name, `${place}/predicate`);
  }
}

function claimsRead(item: ServiceItem, { claims }: RecordType, predicate: string, place: string): readonly string[] {
  const roles = item.subjects.map(({ role }) => role);
  return pointed(place, () => checkPredicate(predicate, { claims, answers: item.scenario, roles })).claims;
}
