// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../names.js';
import { invalid, knownDepartment, onlyOnce, type CatalogueView } from './catalogue-view.js';
import type { ClaimDefinition, RecordType } from './record-type.js';

/**
 * The department is on the register; claims have different names; values, bounds and lengths stand where they
 * mean something and leave something to choose from. A later version keeps the subject kind, and the type of
 * every claim that it keeps: predicates and records of earlier versions go on living with it.
 *
 * @throws {DomainError} DEPARTMENT_UNKNOWN, CATALOGUE_INVALID
 */
export function checkRecordType(recordType: RecordType, view: CatalogueView): void {
  knownDepartment(view, departmentOf(recordType.code), '/document/code');
  onlyOnce(
    recordType.claims.map(({ name }) => name),
    (index) => `/document/claims/${index}/name`,
  );
  recordType.claims.forEach((claim, index) => {
    checkClaim(claim, `/document/claims/${index}`);
  });
  const before = view.recordType(recordType.code);
  if (before !== undefined) checkContinuity(before, recordType);
}

/** Which of the optional limits belong to which type of claim. */
const LIMITS = {
  string: ['maxLength'],
  integer: ['minimum', 'maximum'],
  boolean: [],
  date: [],
  code: ['values'],
  codes: ['values', 'maxItems'],
  subject: [],
} as const satisfies Record<ClaimDefinition['type'], readonly string[]>;

function checkClaim(claim: ClaimDefinition, place: string): void {
  const permitted: readonly string[] = LIMITS[claim.type];
  for (const limit of ['maxLength', 'minimum', 'maximum', 'values', 'maxItems'] as const) {
    if (claim[limit] !== undefined && !permitted.includes(limit)) {
      throw invalid(`a claim of type ${claim.type} has no ${limit}`, `${place}/${limit}`);
    }
  }
  if (permitted.includes('values') && claim.values === undefined) {
    throw invalid(`a claim of type ${claim.type} says its values`, `${place}/values`);
  }
  checkBounds(claim, place);
}

function checkBounds({ minimum, maximum }: ClaimDefinition, place: string): void {
  for (const [name, bound] of [
    ['minimum', minimum],
    ['maximum', maximum],
  ] as const) {
    if (bound !== undefined && !Number.isSafeInteger(bound))
      throw invalid('the bound is beyond 2^53', `${place}/${name}`);
  }
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    throw invalid('the bounds leave no value', `${place}/minimum`);
  }
}

function checkContinuity(before: RecordType, after: RecordType): void {
  if (before.subjectKind !== after.subjectKind) {
    throw invalid('a later version keeps the subject kind', '/document/subjectKind');
  }
  after.claims.forEach(({ name, type }, index) => {
    const earlier = before.claims.find((claim) => claim.name === name);
    if (earlier !== undefined && earlier.type !== type) {
      throw invalid('a later version keeps the type of a claim', `/document/claims/${index}/type`);
    }
  });
}
