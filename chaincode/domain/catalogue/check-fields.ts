// SPDX-License-Identifier: Apache-2.0
import { invalid, knownRecordType, onlyOnce, sharedClaim, type CatalogueView } from './catalogue-view.js';
import type { RecordType } from './record-type.js';
import type { ServiceItem } from './service-item.js';

/**
 * Form fields have different codes and a source that exists and may be shared. A claim that names another
 * subject fills in no field: its value is a pseudonym of the source and must stay there.
 *
 * @throws {DomainError} CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN, CLAIM_NOT_SHARED
 */
export function checkFields(item: ServiceItem, view: CatalogueView): void {
  onlyOnce(
    item.fields.map(({ code }) => code),
    (index) => `/document/fields/${index}/code`,
  );
  item.fields.forEach(({ source }, index) => {
    const place = `/document/fields/${index}/source`;
    const recordType = knownRecordType(view, source.recordType, `${place}/recordType`);
    checkKind(item, source.subjectRole, recordType, place);
    const claim = sharedClaim(recordType, source.claim, `${place}/claim`);
    if (claim.type === 'subject') throw invalid('a subject claim fills in no field', `${place}/claim`);
  });
}

/** The role exists in the item, and the record type is about that kind of subject. @throws {DomainError} CATALOGUE_INVALID */
export function checkKind({ subjects }: ServiceItem, role: string, recordType: RecordType, place: string): void {
  const subject = subjects.find((candidate) => candidate.role === role);
  if (subject === undefined) throw invalid(`the item has no subject ${role}`, `${place}/subjectRole`);
  if (subject.kind !== recordType.subjectKind) {
    throw invalid(`${recordType.code} is not about subjects of that kind`, `${place}/recordType`);
  }
}
