// SPDX-License-Identifier: Apache-2.0
import type { CatalogueView } from '../domain/catalogue/catalogue-view.js';
import type { CatalogueKind } from '../wire/state-keys.js';
import { readCatalogue, type CatalogueDocuments, type Reading } from './documents.js';

/** Loads what a check may look up: the documents in force under these codes. */
export async function catalogueView(
  context: Reading,
  named: { readonly departments?: readonly (string | undefined)[]; readonly recordTypes?: readonly string[] },
): Promise<CatalogueView> {
  const departments = await load(context, 'department', named.departments ?? []);
  const recordTypes = await load(context, 'record-type', named.recordTypes ?? []);
  return { department: (code) => departments.get(code), recordType: (code) => recordTypes.get(code) };
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
