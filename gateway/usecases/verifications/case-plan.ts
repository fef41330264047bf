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
 * @throws {DomainError} ITEM_UNKNOWN, PURPOSE_UNKNOWN, DUTY_UNKNOWN; REQUEST_MALFORMED for scenario answers that do not
 * fit; SUBJECTS_INVALID for none or too many subjects, or a role that the item does not name.
 * @throws {GatewayProblem} CASE_NO_INVALID, IDENTIFIER_INVALID, IDENTIFIER_KIND_WRONG.
 */
export async function planCase(database: ReadModelDatabase, body: VerificationRequest): Promise<CasePlan> {
  const item = (await catalogueEntry(database, 'item', body.itemCode))?.document;
  if (item === undefined) throw new DomainError('ITEM_UNKNOWN', undefined, '/itemCode');
  await checkCodes(database, body);
  checkCaseNumber(body.caseNo);
  checkSubjects(item, body);
  const materials = applicableMaterials(item, body.scenario);
  const fields = body.disclose === 'verdicts' ? [] : fieldsOf(item, body);
  const plan = planAccess(item, { materials, fields, disclose: body.disclose });
  return { item, materials, fields, sources: [...new Set(plan.map(({ department }) => department))] };
}

/** What the catalogue does not know is no code: it gets no ticket and reaches no ledger, not as an argument either. */
async function checkCodes(
  database: ReadModelDatabase,
  { purposeCode, legalBasis }: VerificationRequest,
): Promise<void> {
  if ((await catalogueEntry(database, 'purpose', purposeCode)) === undefined)
    throw new DomainError('PURPOSE_UNKNOWN', undefined, '/purposeCode');
  if (legalBasis.kind !== 'STATUTORY') return;
  if ((await catalogueEntry(database, 'duty', legalBasis.dutyCode)) === undefined)
    throw new DomainError('DUTY_UNKNOWN', undefined, '/legalBasis/dutyCode');
}

function fieldsOf(item: ServiceItem, { subjects }: VerificationRequest): string[] {
  return item.fields.filter(({ source }) => Object.hasOwn(subjects, source.subjectRole)).map(({ code }) => code);
}

function checkSubjects(item: ServiceItem, { subjects }: VerificationRequest): void {
  const given = Object.entries(subjects);
  if (given.length === 0 || given.length > MOST_SUBJECTS)
    throw new DomainError('SUBJECTS_INVALID', undefined, '/subjects');
  for (const [role, subject] of given) {
    // A role that the caller made up may be somebody's name: it is not repeated, and no ticket is made for it.
    if (!item.subjects.some((one) => one.role === role))
      throw new DomainError('SUBJECTS_INVALID', undefined, '/subjects');
    const checked = checkSubject(subject);
    if ('code' in checked)
      throw new GatewayProblem(checked.code, undefined, { pointer: `/subjects/${role}/identifier` });
  }
}
