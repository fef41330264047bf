// SPDX-License-Identifier: Apache-2.0
import { firstHead, nextHead } from '../../../chaincode/domain/access/diary.js';
import { diaryCutAt, diaryHead, diaryRows } from '../../readmodel/queries/diaries.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { ChainCheck } from './diary-view.js';

const PAGE = 500;

/**
 * Chains the rows of a diary from the first and holds the end against the head that stands on the ledger. Each
 * row is hashed again from the access document as it was committed. A diary whose head ever took rows back is broken
 * there for good, also where all that is left fits.
 */
export async function checkChain(database: ReadModelDatabase, diary: string): Promise<ChainCheck> {
  // One snapshot: a block that comes in between must not look like a fault.
  return database.transaction().execute(async (snapshot) => {
    const stored = await diaryHead(snapshot, diary);
    const head = stored === undefined ? null : { n: stored.n, h: stored.h };
    const chain = await chainRows(snapshot, diary);
    const faults = [chain.brokenAt, await diaryCutAt(snapshot, diary)].filter((at) => at !== undefined);
    if (faults.length > 0) return { result: 'BROKEN', brokenAt: Math.min(...faults), head };
    const intact = chain.n === (head?.n ?? 0) && chain.h === (head?.h ?? firstHead);
    return intact ? { result: 'INTACT', head } : { result: 'BROKEN', brokenAt: Math.max(1, chain.n), head };
  });
}

interface Chain {
  readonly n: number;
  readonly h: string;
  readonly brokenAt?: number;
}

async function chainRows(snapshot: ReadModelDatabase, diary: string): Promise<Chain> {
  let reached: Chain = { n: 0, h: firstHead };
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = await diaryRows(snapshot, diary, { after, limit: PAGE });
    for (const { n, previous, access } of page.rows) {
      if (n !== reached.n + 1 || previous !== reached.h) return { ...reached, brokenAt: reached.n + 1 };
      reached = { n, h: nextHead(reached.h, access, sha256) };
    }
    after = page.next;
  }
  return reached;
}
