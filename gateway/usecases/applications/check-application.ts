// SPDX-License-Identifier: Apache-2.0
import { applicableMaterials } from '../../../chaincode/domain/access/applicable-materials.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { checkSubstitute } from '../../../chaincode/domain/application/check-filed-item.js';
import type { SubstitutedMaterial } from '../../../chaincode/domain/application/filed-material.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { FormValues } from './application-request.js';
import { checkForm, type FieldClaims } from './check-form.js';
import { formOf } from './form-of.js';
import type { PlannedItem } from './plan-application.js';

/** Codes of all materials that the items ask for in this case, each once. */
export function materialsAsked(items: readonly PlannedItem[]): string[] {
  return [...new Set(items.flatMap(({ item, request }) => applicableMaterials(item, request.scenario)))];
}

/** @throws {DomainError} SUBSTITUTE_NOT_ACCEPTED: an item that asks for the material takes it in no such way. */
export function checkSubstitutes(
  items: readonly PlannedItem[],
  brought: ReadonlyMap<string, SubstitutedMaterial>,
): void {
  [...brought.values()].forEach((substitute, index) => {
    const asking = items.filter(({ item }) =>
      item.requirements.some(({ materialCode }) => materialCode === substitute.materialCode),
    );
    for (const { item } of asking) checkSubstitute(item, substitute, `/materials/${index}`);
  });
}

/**
 * What the applicant says, before any record is asked for.
 *
 * @throws {DomainError} FORM_INVALID: a field that no item declares, a value of another kind, a required one missing.
 */
export async function checkGivenForm(
  database: ReadModelDatabase,
  items: readonly PlannedItem[],
  given: FormValues,
): Promise<void> {
  const declared = new Set(items.flatMap(({ item }) => [...item.fields, ...(item.asks ?? [])].map(({ code }) => code)));
  if (Object.keys(given).some((name) => !declared.has(name)))
    throw new DomainError('FORM_INVALID', 'no item declares that field', '/form');
  for (const { item } of items) checkForm(item, await fieldClaims(database, item), formOf(item, [], given).form);
}

/** What the record types say about the claims that fill in an item's fields. */
export async function fieldClaims(database: ReadModelDatabase, { fields }: ServiceItem): Promise<FieldClaims> {
  const claims: [string, FieldClaims extends ReadonlyMap<string, infer C> ? C : never][] = [];
  for (const { code, source } of fields) {
    const type = (await catalogueEntry(database, 'record-type', source.recordType))?.document;
    const claim = type?.claims.find(({ name }) => name === source.claim);
    if (claim !== undefined) claims.push([code, claim]);
  }
  return new Map(claims);
}

/** @throws {DomainError} HALL_UNKNOWN: there is none, or it is no longer in use. */
export async function checkHall(database: ReadModelDatabase, hall: string | undefined): Promise<void> {
  if (hall === undefined) return;
  const entry = await catalogueEntry(database, 'hall', hall);
  if (entry === undefined || entry.document.closed === true) throw new DomainError('HALL_UNKNOWN', undefined, '/hall');
}
