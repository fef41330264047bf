// SPDX-License-Identifier: Apache-2.0
import type { CatalogueKind } from '../../../chaincode/wire/state-keys.js';
import { listCatalogue, type CatalogueDocument, type CatalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { Cursors } from '../../usecases/cursors.js';
import { ledgerReference } from '../../usecases/ledger-reference.js';
import { DEFAULT_PAGE } from '../../usecases/page.js';
import type { CataloguePage, PublishedVersion } from '../catalogue-views.js';

export interface CatalogueServices {
  readonly readModel: ReadModelDatabase;
  readonly cursors: Cursors;
}

/** One page of documents in force; one more is read to know whether another page follows. */
export async function cataloguePage<K extends CatalogueKind>(
  { readModel, cursors }: CatalogueServices,
  kind: K,
  { cursor, limit = DEFAULT_PAGE, ...question }: CataloguePage,
): Promise<{ documents: CatalogueDocument<K>[]; next: string | null }> {
  const scope = { session: null, list: `catalogue ${kind}`, question };
  const after = cursor === undefined ? {} : { after: cursors.readCode(cursor, scope) };
  const entries = await listCatalogue(readModel, kind, { ...question, ...after, limit: limit + 1 });
  const documents = entries.slice(0, limit).map(({ document }) => document);
  const last = entries.length > limit ? documents.at(-1) : undefined;
  return { documents, next: last === undefined ? null : cursors.write(last.code, scope) };
}

export function publishedVersion(entry: CatalogueEntry<CatalogueKind>): PublishedVersion {
  const { document, inForce, publishedAt } = entry;
  return { version: document.version, inForce, publishedAt, ledger: ledgerReference(entry) };
}
