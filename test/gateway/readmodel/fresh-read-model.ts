// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerBlock } from '../../../gateway/ledger/ledger.js';
import { advance, readCheckpoint } from '../../../gateway/readmodel/checkpoint.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import type { ReadModelDatabase, ReadModelTables } from '../../../gateway/readmodel/tables.js';

/** A read model in a folder of its own, for one test. */
export async function freshReadModel(): Promise<{ database: ReadModelDatabase; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-readmodel-'));
  const database = await openReadModel(join(folder, 'readmodel.sqlite'));
  return {
    database,
    close: async () => {
      await database.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function applyAll(database: ReadModelDatabase, chain: readonly LedgerBlock[]): Promise<void> {
  let checkpoint = await readCheckpoint(database);
  for (const block of chain) checkpoint = advance(database, checkpoint, block);
}

const TABLES = [
  'checkpoint',
  'transactions',
  'catalogue',
  'consents',
  'records',
  'imports',
  'recordChanges',
  'accesses',
  'accessSubjects',
  'diaryHeads',
  'conclusions',
  'evidenceVerdicts',
  'inquiries',
  'applications',
  'tasks',
  'taskMoves',
  'disbelieved',
  'counters',
] as const satisfies readonly (keyof ReadModelTables)[];

/** Every row of every table, for comparing two read models. */
export async function everything(database: ReadModelDatabase): Promise<Record<string, unknown[]>> {
  const contents: Record<string, unknown[]> = {};
  for (const table of TABLES) {
    const rows = await database.selectFrom(table).selectAll().execute();
    contents[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return contents;
}
