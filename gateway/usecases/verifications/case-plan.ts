// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { applicableMaterials } from '../../../chaincode/domain/access/applicable-materials.js';
import { planAccess } from '../../../chaincode/domain/access/plan-access.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { checkSubject } from '../../pseudonyms/check-subject.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { checkCaseNumber } from '../check-case-number.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { VerificationRequest } from './verification-request.js';

/** What a case comes to under the item in force. */
export interface CasePlan {
  readonly item: ServiceItem;
  /** Materials that apply, in the item's order. */
  readonly materials: readonly string[];
  /** Form fields to be filled in; those of subjects who are not in the case are left out. */
  readonly fields: readonly string[];
  /** Departments whose records are needed, each once. */
  readonly sources: readonly string[];
}

const MOST_SUBJECTS = 6;

/**
 * Works out what a request asks for, before anything is asked. Whether it may be asked is for the ledger to say.
 *
 * @throws {DomainError} ITEM_UNKNOWN; REQUEST_MALFORMED for scenario answers that do not fit; SUBJECTS_INVALID for
 * none or too many subjects.
 * @throws {GatewayProblem} CASE_NO_INVALID, IDENTIFIER_INVALID, IDENTIFIER_KIND_WRONG.
 */
export async function planCase(database: ReadModelDatabase, body: VerificationRequest): Promise<CasePlan> {
  const item = (await catalogueEntry(database, 'item', body.itemCode))?.document;
  if (item === undefined) throw new DomainError('ITEM_UNKNOWN', undefined, '/itemCode');
  checkCaseNumber(body.caseNo);
  checkSubjects(item, body);
  const materials = applicableMaterials(item, body.scenario);
  const fields = body.disclose === 'verdicts' ? [] : fieldsOf(item, body);
  const plan = planAccess(item, { materials, fields, disclose: body.disclose });
  return { item, materials, fields, sources: [...new Set(plan.map(({ department }) => department))] };
}

function fieldsOf(item: ServiceItem, { subjects }: VerificationRequest): string[] {
  return item.fields.filter(({ source }) => Object.hasOwn(subjects, source.subjectRole)).map(({ code }) => code);
}

function checkSubjects(item: ServiceItem, { subjects }: VerificationRequest): void {
  const given = Object.entries(subjects);
  if (given.length === 0 || given.length > MOST_SUBJECTS)
    throw new DomainError('SUBJECTS_INVALID', undefined, '/subjects');
  for (const [role, subject] of given) {
    const checked = checkSubject(subject);
    // A role that the caller made up may be somebody's name, so it is not repeated.
    const known = item.subjects.some((one) => one.role === role);
    const pointer = known ? `/subjects/${role}/identifier` : '/subjects';
    if ('code' in checked) throw new GatewayProblem(checked.code, undefined, { pointer });
  }
}
