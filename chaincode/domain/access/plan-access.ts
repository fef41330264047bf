// SPDX-License-Identifier: Apache-2.0
import type { FormField, Requirement, ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import { departmentOf } from '../names.js';
import type { AccessRequest, PlanEntry } from './access.js';
import { inCodeUnitOrder, sortedOnce } from './code-unit-order.js';
import { predicateNames } from './predicate.js';

type Asked = Pick<AccessRequest, 'materials' | 'fields' | 'disclose'>;

/**
 * Works out what each source is asked for: one entry per record type, with the claims that predicates read and
 * the claims whose values fill in fields. An entry without either asks whether a record is there. Entries and
 * claims are sorted, so that who works it out again gets the same bytes.
 *
 * @throws {DomainError} MATERIAL_NOT_DECLARED, then FIELD_NOT_DECLARED (also for fields when only verdicts are asked).
 */
export function planAccess(item: ServiceItem, asked: Asked): PlanEntry[] {
  const judged = declaredMaterials(item, asked).flatMap(claimsJudged);
  const released = declaredFields(item, asked).map(({ source }) => source);
  const recordTypes = sortedOnce([...judged, ...released].map(({ recordType }) => recordType));
  return recordTypes
    .map((recordType) => ({
      department: departmentOf(recordType),
      recordType,
      judged: sortedOnce(judged.filter((entry) => entry.recordType === recordType).flatMap(({ claims }) => claims)),
      released: sortedOnce(released.filter((entry) => entry.recordType === recordType).map(({ claim }) => claim)),
    }))
    .sort((a, b) => inCodeUnitOrder(a.department, b.department));
}

/** The requirements behind the materials asked for, in the order of the request. @throws {DomainError} MATERIAL_NOT_DECLARED */
export function declaredMaterials(item: ServiceItem, { materials }: Pick<Asked, 'materials'>): Requirement[] {
  return materials.map((code, index) => {
    const found = item.requirements.find(({ materialCode }) => materialCode === code);
    if (found === undefined) throw new DomainError('MATERIAL_NOT_DECLARED', undefined, `/materials/${index}`);
    return found;
  });
}

/** The form fields asked for, in the order of the request. @throws {DomainError} FIELD_NOT_DECLARED */
export function declaredFields(
  item: ServiceItem,
  { fields, disclose }: Pick<Asked, 'fields' | 'disclose'>,
): FormField[] {
  if (disclose === 'verdicts' && fields.length > 0) {
    throw new DomainError('FIELD_NOT_DECLARED', 'verdicts come without fields', '/fields');
  }
  return fields.map((code, index) => {
    const found = item.fields.find((field) => field.code === code);
    if (found === undefined) throw new DomainError('FIELD_NOT_DECLARED', undefined, `/fields/${index}`);
    return found;
  });
}

function claimsJudged({ alternatives }: Requirement): { recordType: string; claims: readonly string[] }[] {
  return alternatives
    .flatMap(({ evidence }) => evidence)
    .map(({ recordType, predicate }) => ({
      recordType,
      claims: predicate === undefined ? [] : predicateNames(predicate).claims,
    }));
}
