// SPDX-License-Identifier: Apache-2.0
import type { CatalogueDocuments } from '../../chaincode/transactions/documents.js';
import type { CatalogueKind } from '../../chaincode/wire/state-keys.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';

/** The catalogue as it was believed before the block at hand. */
export class KnownCatalogue {
  readonly #database: ReadModelDatabase;
  readonly #known = new Map<string, unknown>();

  constructor(database: ReadModelDatabase) {
    this.#database = database;
  }

  /** A block changed the catalogue. */
  forget(): void {
    this.#known.clear();
  }

  /** The document in force. */
  inForce<K extends CatalogueKind>(kind: K, code: string): Promise<CatalogueDocuments[K] | undefined> {
    return this.#once(kind, code, undefined);
  }

  /** The document as that version said it. */
  version<K extends CatalogueKind>(kind: K, code: string, version: number): Promise<CatalogueDocuments[K] | undefined> {
    return this.#once(kind, code, version);
  }

  async #once<K extends CatalogueKind>(
    kind: K,
    code: string,
    version: number | undefined,
  ): Promise<CatalogueDocuments[K] | undefined> {
    const name = `${kind} ${code} ${version ?? ''}`;
    if (!this.#known.has(name)) this.#known.set(name, await this.#read(kind, code, version));
    return this.#known.get(name) as CatalogueDocuments[K] | undefined;
  }

  async #read(kind: CatalogueKind, code: string, version: number | undefined): Promise<unknown> {
    const rows = this.#database.selectFrom('catalogue').select('document').where('kind', '=', kind);
    const named = rows.where('code', '=', code);
    const row = await (
      version === undefined ? named.where('inForce', '=', 1) : named.where('version', '=', version)
    ).executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.document) as unknown);
  }
}
