// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion } from '../../../chaincode/domain/access/access.js';
import type { ReadModelDatabase } from '../tables.js';
import { pageOf, type Page } from './page.js';

/** A committed access, opened or refused. */
export interface VerificationView {
  readonly access: Access;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** With what each source has answered so far. */
export interface VerificationDetail extends VerificationView {
  readonly conclusions: readonly {
    readonly conclusion: Conclusion;
    readonly transactionId: string;
    readonly blockNumber: bigint;
  }[];
}

export interface VerificationFilter {
  /** The department that asked; absent = all (for auditors). */
  readonly reader?: string;
  readonly caseRef?: string;
  readonly itemCode?: string;
  readonly officer?: string;
  /** Instants; `from` counts, `to` does not. */
  readonly from?: string;
  readonly to?: string;
  /** Cursor: `next` of the page before. */
  readonly before?: number;
  readonly limit: number;
}

/** Committed accesses by ledger time, newest first. */
export async function listVerifications(
  database: ReadModelDatabase,
  filter: VerificationFilter,
): Promise<Page<VerificationView>> {
  let query = database.selectFrom('accesses').select(['ordinal', 'document', 'transactionId', 'block']);
  for (const name of ['reader', 'caseRef', 'itemCode', 'officer'] as const) {
    const wanted = filter[name];
    if (wanted !== undefined) query = query.where(name, '=', wanted);
  }
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<', filter.to);
  const { before } = filter;
  if (before !== undefined) {
    const last = await database.selectFrom('accesses').select('at').where('ordinal', '=', before).executeTakeFirst();
    if (last === undefined) return { rows: [] };
    query = query.where((on) => on(on.refTuple('at', 'ordinal'), '<', on.tuple(last.at, before)));
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(filter.limit + 1)
    .execute();
  return pageOf(rows, filter.limit, viewOf);
}

/** One access with the conclusions of its sources; with `reader`, another's is read no further than none at all. */
export async function verificationById(
  database: ReadModelDatabase,
  accessId: string,
  reader?: string,
): Promise<VerificationDetail | undefined> {
  let query = database
    .selectFrom('accesses')
    .select(['document', 'transactionId', 'block'])
    .where('accessId', '=', accessId);
  if (reader !== undefined) query = query.where('reader', '=', reader);
  const row = await query.executeTakeFirst();
  if (row === undefined) return undefined;
  const conclusions = await database
    .selectFrom('conclusions')
    .select(['document', 'transactionId', 'block'])
    .where('accessId', '=', accessId)
    .orderBy('department')
    .execute();
  return {
    ...viewOf(row),
    conclusions: conclusions.map(({ document, transactionId, block }) => ({
      conclusion: JSON.parse(document) as Conclusion,
      transactionId,
      blockNumber: BigInt(block),
    })),
  };
}

function viewOf(row: { document: string; transactionId: string; block: number }): VerificationView {
  return {
    access: JSON.parse(row.document) as Access,
    transactionId: row.transactionId,
    blockNumber: BigInt(row.block),
  };
}
