// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../names.js';
import { checkAsks } from './check-asks.js';
import { checkFields } from './check-fields.js';
import { checkQuestions } from './check-questions.js';
import { checkRelations } from './check-relations.js';
import { checkRequirements } from './check-requirements.js';
import { checkResult } from './check-result.js';
import { invalid, knownDepartment, onlyOnce, type CatalogueView } from './catalogue-view.js';
import { APPLICANT, type ServiceItem } from './service-item.js';

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
 * field, a result of its own department; a statutory time is not shorter than the promised one.
 *
 * @throws {DomainError} DEPARTMENT_UNKNOWN, CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN,
 *   CLAIM_NOT_SHARED, PREDICATE_NOT_ALLOWED
 */
export function checkItem(item: ServiceItem, view: CatalogueView): void {
  knownDepartment(view, departmentOf(item.code), '/document/code');
  checkSubjects(item);
  checkTimes(item);
  checkQuestions(item.scenario);
  checkRequirements(item, view);
  checkFields(item, view);
  checkAsks(item);
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

function checkTimes({ promisedWorkingDays, statutoryWorkingDays = Infinity }: ServiceItem): void {
  if (promisedWorkingDays <= statutoryWorkingDays) return;
  throw invalid('more days are promised than the law gives', '/document/promisedWorkingDays');
}
