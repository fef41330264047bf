// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../../chaincode/domain/names.js';
import type { CatalogueFiles } from './read-catalogue.js';

/**
 * What is left of a catalogue in a network where only some of its departments take part: their documents, duties and
 * purposes as far as they concern them, the items that ask nobody else, and the themes that consist of those.
 */
export function restrictCatalogue(files: CatalogueFiles, departments: readonly string[]): CatalogueFiles {
  const isHere = (department: string): boolean => departments.includes(department);
  const isHeldHere = (code: string): boolean => isHere(departmentOf(code));
  const items = files.items.filter(
    (item) => isHeldHere(item.code) && recordTypesOf(item).every((recordType) => isHeldHere(recordType)),
  );
  const codes = new Set(items.map(({ code }) => code));
  const purposes = files.purposes
    .map((purpose) => ({ ...purpose, departments: purpose.departments.filter(isHere) }))
    .filter((purpose) => purpose.departments.length > 0);
  const isPurposeHere = (code: string): boolean => purposes.some((purpose) => purpose.code === code);
  return {
    ...files,
    departments: files.departments.filter(({ code }) => isHere(code)),
    purposes,
    recordTypes: files.recordTypes.filter(({ code }) => isHeldHere(code)),
    duties: files.duties
      .filter(({ department }) => isHere(department))
      .map((duty) => ({ ...duty, recordTypes: duty.recordTypes.filter(({ recordType }) => isHeldHere(recordType)) }))
      .filter((duty) => duty.recordTypes.length > 0),
    accreditations: files.accreditations.filter(({ code }) => isHeldHere(code)),
    items,
    themes: files.themes.filter(
      (theme) => isHeldHere(theme.code) && theme.items.every(({ itemCode }) => codes.has(itemCode)),
    ),
    consents: files.consents
      .filter(({ department, itemCode }) => isHere(department) && codes.has(itemCode))
      .map((consent) => ({ ...consent, purposes: consent.purposes.filter(isPurposeHere) }))
      .filter((consent) => consent.purposes.length > 0),
    mappings: files.mappings.filter(({ recordType }) => isHeldHere(recordType)),
  };
}

type Item = CatalogueFiles['items'][number];

/** Types whose records an item asks for, fills fields from, or ends in. */
function recordTypesOf({ requirements, fields, resultRecordType }: Item): string[] {
  return [
    ...requirements.flatMap(({ alternatives }) =>
      alternatives.flatMap(({ evidence }) => evidence.map(({ recordType }) => recordType)),
    ),
    ...fields.map(({ source }) => source.recordType),
    ...(resultRecordType === undefined ? [] : [resultRecordType]),
  ];
}
