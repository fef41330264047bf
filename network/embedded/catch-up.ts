// SPDX-License-Identifier: Apache-2.0
import type { LedgerStore } from './blocks/ledger-store.js';
import type { ExpiringCollections } from './ordering/expiring-collections.js';
import type { Peers } from './peer/seams.js';
import { toBlockTransaction } from './protocol/check-envelope.js';
import { isConfigBlock } from './protocol/read-block.js';
import type { ReadBlock } from './protocol/read-block.js';

/**
 * Applies the blocks that the peers' state does not hold yet: after a crash the last ones, after the derived stores were
 * removed all of them. The stored codes count; nothing is validated again. What blocks of the journal did to the private
 * store is done again. Then the journal is empty, and what was purged is erased.
 */
export async function catchUp(store: LedgerStore, peers: Peers, expiring: ExpiringCollections): Promise<void> {
  for (let number = Math.min(peers.savepoint, store.replayedFrom); number < store.height; number += 1) {
    const block = await store.read(number);
    const transactions = isConfigBlock(block) ? [] : transactionsOf(block);
    const privateResults = await store.privateStore.read(number);
    await peers.apply(number, transactions, transactions.length === 0 ? [] : block.codes, privateResults);
    await store.privateStore.forget(transactions.filter((_, index) => privateResults.has(index)));
    await expiring.expire(store.privateStore, number);
  }
  await store.checkpoint();
  await store.privateStore.sweep(() => peers.forgetPurged());
}

function transactionsOf(block: ReadBlock): ReturnType<typeof toBlockTransaction>[] {
  return block.envelopes.map((read, index) => toBlockTransaction(read, [], block.codes[index] ?? 'NOT_VALIDATED'));
}
