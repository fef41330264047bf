// SPDX-License-Identifier: Apache-2.0
import type { CatalogueView } from '../domain/catalogue/catalogue-view.js';
import type { ThemeView } from '../domain/catalogue/check-theme.js';
import type { CatalogueKind } from '../wire/state-keys.js';
import { readCatalogue, type CatalogueDocuments, type Reading } from './documents.js';

interface Named {
  readonly departments?: readonly (string | undefined)[];
  readonly recordTypes?: readonly string[];
  readonly items?: readonly string[];
  readonly halls?: readonly string[];
}

/** Loads what a check may look up: the documents in force under these codes. */
export async function catalogueView(context: Reading, named: Named): Promise<CatalogueView & ThemeView> {
  const departments = await load(context, 'department', named.departments ?? []);
  const recordTypes = await load(context, 'record-type', named.recordTypes ?? []);
  const items = await load(context, 'item', named.items ?? []);
  const halls = await load(context, 'hall', named.halls ?? []);
  return {
    department: (code) => departments.get(code),
    recordType: (code) => recordTypes.get(code),
    item: (code) => items.get(code),
    hall: (code) => halls.get(code),
  };
}

async function load<K extends CatalogueKind>(
  context: Reading,
  kind: K,
  codes: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, CatalogueDocuments[K]>> {
  const documents = new Map<string, CatalogueDocuments[K]>();
  for (const code of codes) {
    const document = code === undefined ? undefined : await readCatalogue(context, kind, code);
    if (code !== undefined && document !== undefined) documents.set(code, document);
  }
  return documents;
}
