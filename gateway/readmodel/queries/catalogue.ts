// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import type { CatalogueDocuments } from '../../../chaincode/transactions/documents.js';
import type { CatalogueKind } from '../../../chaincode/wire/state-keys.js';
import type { ReadModelDatabase } from '../tables.js';
import { keptCatalogue } from './kept-catalogue.js';

export type CatalogueDocument<K extends CatalogueKind> = CatalogueDocuments[K];

export interface CatalogueEntry<K extends CatalogueKind> {
  readonly document: CatalogueDocument<K>;
  /** Who published it. */
  readonly department: string;
  readonly inForce: boolean;
  readonly publishedAt: string;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

export interface CatalogueFilter {
  /** Published by this department. */
  readonly department?: string;
  /** Codes after this one. */
  readonly after?: string;
  /** Default 500. */
  readonly limit?: number;
}

/** Documents in force, in the order of their codes. */
export async function listCatalogue<K extends CatalogueKind>(
  database: ReadModelDatabase,
  kind: K,
  filter: CatalogueFilter = {},
): Promise<CatalogueEntry<K>[]> {
  let query = database.selectFrom('catalogue').selectAll().where('kind', '=', kind).where('inForce', '=', 1);
  if (filter.department !== undefined) query = query.where('department', '=', filter.department);
  if (filter.after !== undefined) query = query.where('code', '>', filter.after);
  const rows = await query
    .orderBy('code')
    .limit(filter.limit ?? 500)
    .execute();
  return rows.map((row) => entryOf<K>(row));
}

/** One document: the one in force, or that version. Shared with others and frozen. */
export function catalogueEntry<K extends CatalogueKind>(
  database: ReadModelDatabase,
  kind: K,
  code: string,
  version?: number,
): Promise<CatalogueEntry<K> | undefined> {
  return keptCatalogue(database, [kind, code, version].join('/'), async () => {
    const query = database.selectFrom('catalogue').selectAll().where('kind', '=', kind).where('code', '=', code);
    const row = await (
      version === undefined ? query.where('inForce', '=', 1) : query.where('version', '=', version)
    ).executeTakeFirst();
    return row === undefined ? undefined : entryOf<K>(row);
  });
}

/** All versions of one document, newest first. */
export async function catalogueVersions<K extends CatalogueKind>(
  database: ReadModelDatabase,
  kind: K,
  code: string,
): Promise<CatalogueEntry<K>[]> {
  const rows = await database
    .selectFrom('catalogue')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => entryOf<K>(row));
}

/** What sources have agreed to for an item, withdrawn consents included; all versions unless one is named. */
export async function consentsTo(
  database: ReadModelDatabase,
  itemCode: string,
  itemVersion?: number,
): Promise<Consent[]> {
  let query = database.selectFrom('consents').select('document').where('itemCode', '=', itemCode);
  if (itemVersion !== undefined) query = query.where('itemVersion', '=', itemVersion);
  const rows = await query.orderBy('itemVersion', 'desc').orderBy('department').execute();
  return rows.map(({ document }) => JSON.parse(document) as Consent);
}

interface Row {
  readonly document: string;
  readonly department: string;
  readonly inForce: number;
  readonly at: string;
  readonly transactionId: string;
  readonly block: number;
}

function entryOf<K extends CatalogueKind>(row: Row): CatalogueEntry<K> {
  return {
    document: JSON.parse(row.document) as CatalogueDocument<K>,
    department: row.department,
    inForce: row.inForce === 1,
    publishedAt: row.at,
    transactionId: row.transactionId,
    blockNumber: BigInt(row.block),
  };
}
