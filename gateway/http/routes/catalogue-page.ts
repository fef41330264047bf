// SPDX-License-Identifier: Apache-2.0
import type { CatalogueKind } from '../../../chaincode/wire/state-keys.js';
import { listCatalogue, type CatalogueDocument, type CatalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { ledgerReference } from '../../usecases/ledger-reference.js';
import type { CataloguePage, PublishedVersion } from '../catalogue-views.js';

const DEFAULT_LIMIT = 200;

/** One page of documents in force; one more is read to know whether another page follows. */
export async function cataloguePage<K extends CatalogueKind>(
  readModel: ReadModelDatabase,
  kind: K,
  { department, after, limit = DEFAULT_LIMIT }: CataloguePage,
): Promise<{ documents: CatalogueDocument<K>[]; next: string | null }> {
  const filter = {
    limit: limit + 1,
    ...(department === undefined ? {} : { department }),
    ...(after === undefined ? {} : { after }),
  };
  const entries = await listCatalogue(readModel, kind, filter);
  const documents = entries.slice(0, limit).map(({ document }) => document);
  return { documents, next: entries.length > limit ? (documents.at(-1)?.code ?? null) : null };
}

export function publishedVersion(entry: CatalogueEntry<CatalogueKind>): PublishedVersion {
  const { document, inForce, publishedAt } = entry;
  return { version: document.version, inForce, publishedAt, ledger: ledgerReference(entry) };
}
