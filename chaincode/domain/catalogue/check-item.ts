// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../names.js';
import { checkFields } from './check-fields.js';
import { checkRelations } from './check-relations.js';
import { checkRequirements } from './check-requirements.js';
import { invalid, knownDepartment, knownRecordType, onlyOnce, type CatalogueView } from './catalogue-view.js';
import { APPLICANT, type ScenarioQuestion, type ServiceItem } from './service-item.js';

/** Every record type that an item names, each once. */
export function recordTypesNamed({ requirements, fields, resultRecordType }: ServiceItem): readonly string[] {
  const evidence = requirements.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.evidence));
  const named = [...evidence.map(({ recordType }) => recordType), ...fields.map(({ source }) => source.recordType)];
  return [...new Set(resultRecordType === undefined ? named : [...named, resultRecordType])];
}

/**
 * An item is consistent in itself and with the record types that it names: a required applicant, roles that
 * exist, materials, fields and questions with different names, evidence about the right kind of subject,
 * predicates that are permitted, claims that exist and may be shared, a relation for everyone whose record fills in a
 * field, a result of its own department.
 *
 * @throws {DomainError} DEPARTMENT_UNKNOWN, CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN,
 *   CLAIM_NOT_SHARED, PREDICATE_NOT_ALLOWED
 */
export function checkItem(item: ServiceItem, view: CatalogueView): void {
  knownDepartment(view, departmentOf(item.code), '/document/code');
  checkSubjects(item);
  checkScenario(item.scenario);
  checkRequirements(item, view);
  checkFields(item, view);
  checkRelations(item);
  checkResult(item, view);
}

function checkSubjects({ subjects }: ServiceItem): void {
  onlyOnce(
    subjects.map(({ role }) => role),
    (index) => `/document/subjects/${index}/role`,
  );
  if (!subjects.some(({ role, required }) => role === APPLICANT && required)) {
    throw invalid('an item has a required applicant', '/document/subjects');
  }
}

function checkScenario(questions: readonly ScenarioQuestion[]): void {
  onlyOnce(
    questions.map(({ name }) => name),
    (index) => `/document/scenario/${index}/name`,
  );
  questions.forEach(({ type, values }, index) => {
    if ((type === 'code') !== (values !== undefined)) {
      throw invalid('a question of type code, and no other, says its values', `/document/scenario/${index}/values`);
    }
  });
}

function checkResult({ code, resultRecordType }: ServiceItem, view: CatalogueView): void {
  if (resultRecordType === undefined) return;
  knownRecordType(view, resultRecordType, '/document/resultRecordType');
  if (departmentOf(resultRecordType) !== departmentOf(code)) {
    throw invalid('a result is a record of the department itself', '/document/resultRecordType');
  }
}
