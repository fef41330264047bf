// SPDX-License-Identifier: Apache-2.0
import type { DisbeliefReason } from '../belief/belief.js';
import type { ReadModelDatabase } from '../tables.js';
import { pageOf, type Page } from './page.js';

/** Something that stands on the ledger and is not believed. */
export interface Disbelieved {
  readonly ordinal: number;
  readonly transactionId: string;
  readonly block: number;
  /** SHA-256 of its key. */
  readonly keyHash: string;
  readonly reason: DisbeliefReason;
}

/** In the order in which it was found; `after` is the cursor `next` of the page before. */
export async function listDisbelieved(
  database: ReadModelDatabase,
  { after = 0, limit }: { readonly after?: number; readonly limit: number },
): Promise<Page<Disbelieved>> {
  const rows = await database
    .selectFrom('disbelieved')
    .selectAll()
    .where('ordinal', '>', after)
    .orderBy('ordinal')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ reason, ...row }) => ({ ...row, reason: reason as DisbeliefReason }));
}
