// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import type { CatalogueKind } from '../../chaincode/wire/state-keys.js';
import { consentsTo, listCatalogue } from '../../gateway/readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../gateway/readmodel/tables.js';
import type { CatalogueFiles } from './read-catalogue.js';

export interface Difference {
  readonly kind: CatalogueKind | 'consent';
  readonly code: string;
  /**
   * NEW: not on the ledger. NEXT: a newer version than there. CHANGED: another content under the version there,
   * which the ledger refuses. OLDER: the ledger has a newer version. WITHDRAWN: a consent taken back.
   */
  readonly change: 'NEW' | 'NEXT' | 'CHANGED' | 'OLDER' | 'WITHDRAWN';
}

interface Document {
  readonly code: string;
  readonly version: number;
}

/** What the files say otherwise than the ledger. Documents that stand only on the ledger are left alone. */
export async function diffCatalogue(files: CatalogueFiles, readModel: ReadModelDatabase): Promise<Difference[]> {
  const kinds: [CatalogueKind, readonly Document[]][] = [
    ['department', files.departments],
    ['purpose', files.purposes],
    ['record-type', files.recordTypes],
    ['duty', files.duties],
    ['accreditation', files.accreditations],
    ['calendar', files.calendars],
    ['hall', files.halls],
    ['item', files.items],
    ['theme', files.themes],
  ];
  const differences: Difference[] = [];
  for (const [kind, documents] of kinds) differences.push(...(await diffKind(readModel, kind, documents)));
  return [...differences, ...(await diffConsents(files, readModel))];
}

async function diffKind(
  readModel: ReadModelDatabase,
  kind: CatalogueKind,
  files: readonly Document[],
): Promise<Difference[]> {
  const published = await listCatalogue(readModel, kind);
  const byCode = new Map<string, Document>(published.map(({ document }) => [document.code, document]));
  return files.flatMap((file) => {
    const change = changeOf(file, byCode.get(file.code));
    return change === undefined ? [] : [{ kind, code: file.code, change }];
  });
}

function changeOf(file: Document, ledger: Document | undefined): Difference['change'] | undefined {
  if (ledger === undefined) return 'NEW';
  if (file.version !== ledger.version) return file.version > ledger.version ? 'NEXT' : 'OLDER';
  return isDeepStrictEqual(comparable(file), comparable(ledger)) ? undefined : 'CHANGED';
}

/** Ticket keys belong to the network, not to the files. */
function comparable(document: Document): object {
  return 'ticketKeys' in document ? { ...document, ticketKeys: [] } : document;
}

async function diffConsents({ consents }: CatalogueFiles, readModel: ReadModelDatabase): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { department, itemCode, itemVersion, recordTypes, purposes, until } of consents) {
    const given = await consentsTo(readModel, itemCode, itemVersion);
    const present = given.find((consent) => consent.department === department);
    const code = `${department} → ${itemCode}`;
    if (present === undefined) differences.push({ kind: 'consent', code, change: 'NEW' });
    else if (present.state === 'WITHDRAWN') differences.push({ kind: 'consent', code, change: 'WITHDRAWN' });
    else if (
      !isDeepStrictEqual([present.recordTypes, present.purposes, present.until], [recordTypes, purposes, until])
    ) {
      differences.push({ kind: 'consent', code, change: 'NEXT' });
    }
  }
  return differences;
}
