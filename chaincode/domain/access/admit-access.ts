// SPDX-License-Identifier: Apache-2.0
import type { Duty } from '../catalogue/department.js';
import type { ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import type { AccessRequest, PlanEntry } from './access.js';
import { checkCodes, type AdmissionCatalogue } from './check-codes.js';
import { declaredFields, declaredMaterials, planAccess } from './plan-access.js';

/**
 * Decides whether a reader may open this access, and works out the plan. The same rules run when the access is
 * opened and again on each source's peer, because two departments that collude could write a false access. The
 * ticket itself is checked before (`verify-ticket.ts`).
 *
 * @throws {DomainError} what `checkCodes` refuses; then AUTHORISATIONS_NOT_AVAILABLE, PURPOSE_NOT_COVERED,
 *   MATERIAL_NOT_DECLARED, FIELD_NOT_DECLARED, SUBJECTS_INVALID, DUTY_NOT_COVERED: the first that fits.
 */
export function admitAccess(reader: string, request: AccessRequest, catalogue: AdmissionCatalogue): PlanEntry[] {
  const { item, purpose, duty } = checkCodes(request, catalogue);
  if (request.legalBasis.kind !== 'STATUTORY') throw new DomainError('AUTHORISATIONS_NOT_AVAILABLE');
  if (!purpose.departments.includes(reader)) throw new DomainError('PURPOSE_NOT_COVERED', undefined, '/purposeCode');
  const plan = planAccess(item, request);
  checkSubjects(item, request);
  checkDuty(reader, duty, plan);
  return plan;
}

/** Each role once and of the item's kind; the required ones are there, and those that materials and fields speak of. */
function checkSubjects(item: ServiceItem, request: AccessRequest): void {
  const { subjects } = request.ticket.core;
  const present = new Set(subjects.map(({ role }) => role));
  const declared = subjects.every(({ role, kind }) =>
    item.subjects.some((one) => one.role === role && one.kind === kind),
  );
  const needed = [
    ...item.subjects.filter(({ required }) => required).map(({ role }) => role),
    ...declaredMaterials(item, request).map(({ subjectRole }) => subjectRole),
    ...declaredFields(item, request).map(({ source }) => source.subjectRole),
  ];
  if (!declared || present.size !== subjects.length || needed.some((role) => !present.has(role))) {
    throw new DomainError('SUBJECTS_INVALID', undefined, '/ticket/core/subjects');
  }
}

function checkDuty(reader: string, duty: Duty | undefined, plan: readonly PlanEntry[]): void {
  const covered = duty?.department === reader && plan.every((entry) => covers(duty, entry));
  if (!covered) throw new DomainError('DUTY_NOT_COVERED', undefined, '/legalBasis/dutyCode');
}

function covers(duty: Duty, { recordType, judged, released }: PlanEntry): boolean {
  const entry = duty.recordTypes.find((one) => one.recordType === recordType);
  return entry !== undefined && [...judged, ...released].every((claim) => entry.claims.includes(claim));
}
