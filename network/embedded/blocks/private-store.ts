// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { ClassicLevel } from 'classic-level';
import { NetworkError } from '../errors.js';
import type { PrivateResults } from '../peer/seams.js';
import type { DiskSpace } from './disk-space.js';
import { forgetDeleted } from './forget-deleted.js';
import { FrozenLevel } from './frozen-level.js';
import { decodePurges, encodePurges } from './purges.js';
import type { Purge } from './purges.js';
import { withoutCollections, withoutKeys } from './strip-private-results.js';
import type { PrivateCollection, PrivateKey } from './strip-private-results.js';

/** Transient results that no block used within so many blocks are dropped, as Fabric's peers do. */
const TRANSIENT_BLOCKS = 20_000;

/** A simulation: one id can be simulated more than once, with other values. */
export interface Endorsed {
  readonly transactionId: string;
  /** `rwset.TxReadWriteSet`. */
  readonly results: Uint8Array;
}

/** Before all keys; nothing is stored there. */
const NO_KEYS = ' ';

type Store = ClassicLevel<string, Buffer>;

/**
 * Private write sets (`rwset.TxPvtReadWriteSet`) beside the chain. Those of a block stand in the journal until `flush`;
 * those of transactions that are only endorsed wait here under their id. Erasable: purge and expiry remove values from it.
 */
export class PrivateStore {
  readonly #level: Store;
  readonly #space: DiskSpace | undefined;
  /** Rewriting reads, then writes; two at once could bring back what the other removed. */
  #rewriting: Promise<unknown> = Promise.resolve();
  #isFlushed = true;

  private constructor(level: Store, space: DiskSpace | undefined) {
    this.#level = level;
    this.#space = space;
  }

  /**
   * @param height number of blocks of the ledger: what was stored for a block that never became durable is dropped.
   * @throws {NetworkError} where the folder cannot be read.
   */
  static async open(path: string, height: number, space?: DiskSpace): Promise<PrivateStore> {
    const level: Store = new ClassicLevel(path, { valueEncoding: 'buffer' });
    try {
      await level.open();
    } catch (error) {
      throw new NetworkError(
        `cannot open ${path}, which holds the only copy of private values; restore the ledger from a backup`,
        { cause: error },
      );
    }
    const store = new PrivateStore(level, space);
    await store.#discard(height);
    await store.#dropOldTransient(height);
    return store;
  }

  /** Keeps what an endorsement gave until the transaction is in a block. Not synced: it survives this process, not a power cut. */
  async keep(endorsed: Endorsed, privateResults: Uint8Array, height: number): Promise<void> {
    await this.#space?.assertRoomFor(privateResults.length);
    const value = Buffer.allocUnsafe(6 + privateResults.length);
    value.writeUIntBE(height, 0, 6);
    value.set(privateResults, 6);
    await this.#level.put(transientKey(endorsed), value);
  }

  /** What was kept for these transactions, by their place in the list. Read at once: it was written last. */
  kept(transactions: readonly Endorsed[]): PrivateResults {
    const found = new Map<number, Uint8Array>();
    transactions.forEach((transaction, index) => {
      const value = this.#level.getSync(transientKey(transaction));
      if (value !== undefined) found.set(index, value.subarray(6));
    });
    return found;
  }

  /**
   * Stores a block's private write sets and what it purges, and drops what was kept for `used`; durable after `flush`.
   * `sweep` carries the purges out.
   */
  async store(
    blockNumber: number,
    results: PrivateResults,
    purges: readonly Purge[],
    used: readonly Endorsed[] = [],
  ): Promise<void> {
    if (results.size === 0 && purges.length === 0 && used.length === 0) return;
    const batch = this.#level.batch();
    for (const transaction of used) batch.del(transientKey(transaction));
    for (const [index, bytes] of results) batch.put(resultKey(blockNumber, index), Buffer.from(bytes));
    if (purges.length > 0) batch.put(purgeKey(blockNumber), encodePurges(purges));
    this.#isFlushed = false;
    await batch.write();
  }

  /**
   * Resolves when everything stored is durable. Compacting takes what is in LevelDB's memory and log into a synced table;
   * a synced write would not do: it leaves the log before the present one unsynced. What went wrong shows at the write after.
   */
  async flush(): Promise<void> {
    if (this.#isFlushed) return;
    this.#isFlushed = true;
    try {
      await this.#level.compactRange(NO_KEYS, NO_KEYS);
      await this.#level.del(NO_KEYS);
    } catch (error) {
      this.#isFlushed = false;
      throw error;
    }
  }

  /** Drops what was stored for blocks from this number on, durably: others will take their place. */
  async #discard(from: number): Promise<void> {
    const results = await this.#level.keys({ gte: blockKey(from), lt: 'p0' }).all();
    const purges = await this.#level.keys({ gte: purgeKey(from), lt: 'e0' }).all();
    if (results.length + purges.length === 0) return;
    this.#isFlushed = false;
    await this.#level.batch([...results, ...purges].map((key) => ({ type: 'del' as const, key })));
    await this.flush();
  }

  /** Drops what was kept for transactions that are in a block now. */
  async forget(transactions: readonly Endorsed[]): Promise<void> {
    if (transactions.length === 0) return;
    await this.#level.batch(transactions.map((each) => ({ type: 'del' as const, key: transientKey(each) })));
  }

  /** Private write sets of a block, by place of the transaction. */
  async read(blockNumber: number): Promise<PrivateResults> {
    const found = new Map<number, Uint8Array>();
    for await (const [key, value] of this.#level.iterator(blockRange(blockNumber))) {
      found.set(Number.parseInt(key.slice(-8), 16), value);
    }
    return found;
  }

  /** Removes all values that a block wrote to these collections (they have expired). */
  expire(blockNumber: number, collections: readonly PrivateCollection[]): Promise<void> {
    return this.#inTurn(() =>
      this.#rewrite(blockRange(blockNumber), (bytes) => withoutCollections(bytes, collections)),
    );
  }

  /**
   * Removes every earlier version of purged keys from all blocks, and the bytes from the disk. `forgetElsewhere`
   * does the same for what is derived from them. Does nothing if nothing waits.
   * @param height what blocks from this number on purge waits on: they may not be durable yet. Default: none waits.
   */
  sweep(forgetElsewhere: () => Promise<void>, height?: number): Promise<void> {
    return this.#inTurn(() => this.#sweep(forgetElsewhere, height === undefined ? 'e0' : purgeKey(height)));
  }

  /** All that is kept here at this very moment. */
  freeze(): FrozenLevel {
    return new FrozenLevel(this.#level);
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#rewriting;
    await this.#level.close();
  }

  async #sweep(forgetElsewhere: () => Promise<void>, end: string): Promise<void> {
    const waiting = await this.#level.iterator({ gte: 'e/', lt: end }).all();
    if (waiting.length === 0) return;
    const purges = waiting.flatMap(([key, value]) => withEnd(Number.parseInt(key.slice(2), 16), decodePurges(value)));
    await this.#rewrite({ gte: 'p/', lt: 'p0' }, (bytes, key) =>
      withoutKeys(
        bytes,
        purges.filter(({ before }) => key < before),
      ),
    );
    await forgetDeleted(this.#level, '!', '~');
    await forgetElsewhere();
    await this.#level.batch(waiting.map(([key]) => ({ type: 'del' as const, key })));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#rewriting.then(work);
    this.#rewriting = turn.catch(() => undefined);
    return turn;
  }

  /** Changes entries for which `change` gives other bytes; empty bytes remove the entry. */
  async #rewrite(
    range: { gte: string; lt: string },
    change: (bytes: Buffer, key: string) => Uint8Array | undefined,
  ): Promise<void> {
    const batch = this.#level.batch();
    for await (const [key, value] of this.#level.iterator(range)) {
      const changed = change(value, key);
      if (changed?.length === 0) batch.del(key);
      else if (changed !== undefined) batch.put(key, Buffer.from(changed));
    }
    this.#isFlushed = false;
    await batch.write();
  }

  async #dropOldTransient(height: number): Promise<void> {
    const batch = this.#level.batch();
    for await (const [key, value] of this.#level.iterator({ gte: 't/', lt: 't0' })) {
      if (value.readUIntBE(0, 6) + TRANSIENT_BLOCKS < height) batch.del(key);
    }
    await batch.write();
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function blockKey(blockNumber: number): string {
  return `p/${hex(blockNumber, 12)}/`;
}

function resultKey(blockNumber: number, index: number): string {
  return `${blockKey(blockNumber)}${hex(index, 8)}`;
}

function blockRange(blockNumber: number): { gte: string; lt: string } {
  return { gte: blockKey(blockNumber), lt: blockKey(blockNumber + 1) };
}

/** The public results hold the hashes of the private ones, so their digest says which private results are meant. */
function transientKey({ transactionId, results }: Endorsed): string {
  return `t/${transactionId}/${hash('sha256', results, 'hex')}`;
}

function purgeKey(blockNumber: number): string {
  return `e/${hex(blockNumber, 12)}`;
}

function withEnd(blockNumber: number, purges: readonly Purge[]): (PrivateKey & { readonly before: string })[] {
  return purges.map((each) => ({ ...each, before: resultKey(blockNumber, each.index) }));
}
