// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import type { Department } from './department.js';
import type { ClaimDefinition, RecordType } from './record-type.js';

/** What a document may name: the part of the catalogue that a check needs, loaded before it runs. */
export interface CatalogueView {
  department(code: string): Department | undefined;
  recordType(code: string): RecordType | undefined;
}

/** @throws {DomainError} DEPARTMENT_UNKNOWN */
export function knownDepartment(view: Pick<CatalogueView, 'department'>, code: string, pointer: string): Department {
  const department = view.department(code);
  if (department === undefined) throw new DomainError('DEPARTMENT_UNKNOWN', `${code} is not on the register`, pointer);
  return department;
}

/** @throws {DomainError} RECORD_TYPE_UNKNOWN */
export function knownRecordType(view: CatalogueView, code: string, pointer: string): RecordType {
  const recordType = view.recordType(code);
  if (recordType === undefined) throw new DomainError('RECORD_TYPE_UNKNOWN', `${code} is not published`, pointer);
  return recordType;
}

/** A claim that may be used by others. @throws {DomainError} CLAIM_UNKNOWN, CLAIM_NOT_SHARED */
export function sharedClaim(recordType: RecordType, name: string, pointer: string): ClaimDefinition {
  const claim = recordType.claims.find((candidate) => candidate.name === name);
  if (claim === undefined) throw new DomainError('CLAIM_UNKNOWN', `${recordType.code} has no claim ${name}`, pointer);
  if (claim.sharing === 'NOT_SHARED') {
    throw new DomainError('CLAIM_NOT_SHARED', `${recordType.code} never shares ${name}`, pointer);
  }
  return claim;
}

/** @throws {DomainError} CATALOGUE_INVALID at the first name that stands twice. */
export function onlyOnce(names: readonly string[], place: (index: number) => string): void {
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined)
    throw invalid(`"${twice}" stands twice`, place(names.indexOf(twice, names.indexOf(twice) + 1)));
}

export function invalid(detail: string, pointer: string): DomainError {
  return new DomainError('CATALOGUE_INVALID', detail, pointer);
}
