// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock } from '../../ledger/ledger.js';
import { directSql } from '../../sqlite/direct-sql.js';
import { forgetCatalogue } from '../queries/kept-catalogue.js';
import type { ReadModelDatabase } from '../tables.js';
import { applyBlock } from './apply-block.js';
import { TableRows } from './table-rows.js';

/** Puts the effect of a block into the tables, and what `besides` writes with it: all of it or nothing. */
export function applyWhole(
  database: ReadModelDatabase,
  block: LedgerBlock,
  besides: (rows: TableRows) => void = () => undefined,
): void {
  const sql = directSql(database);
  const rows = new TableRows(sql);
  sql.inTransaction(() => {
    applyBlock(rows, block);
    besides(rows);
  });
  if (touchesCatalogue(block)) forgetCatalogue(database);
}

function touchesCatalogue({ transactions }: LedgerBlock): boolean {
  return transactions.some(({ writes }) => writes.some(({ key }) => key.startsWith('c/')));
}
