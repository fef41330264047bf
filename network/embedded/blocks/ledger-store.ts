// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { NetworkError, NetworkFailure } from '../errors.js';
import { readBlock } from '../protocol/read-block.js';
import type { ReadBlock } from '../protocol/read-block.js';
import { BlockFile } from './block-file.js';
import { BlockIndex } from './block-index.js';
import type { BlockPlace } from './block-index.js';
import { DiskSpace } from './disk-space.js';
import type { FrozenLevel } from './frozen-level.js';
import { encodeEntry } from './journal-record.js';
import type { PrivateSide } from './journal-record.js';
import { Journal } from './journal.js';
import { PrivateStore } from './private-store.js';
import type { Endorsed } from './private-store.js';
import { indexEntries, repairBlocks } from './repair-blocks.js';
import { UnconfirmedSync } from './unconfirmed-sync.js';

/** What the next block continues. */
export interface Tip {
  readonly hash: Uint8Array;
  readonly commitHash: Uint8Array;
  readonly lastConfig: bigint;
}

/** A ledger as it was at one moment: the start of its block file, and the private values of at least these blocks. */
export interface FrozenLedger {
  readonly height: number;
  readonly blocks: { readonly path: string; readonly size: number };
  readonly privateValues: FrozenLevel;
}

interface Parts {
  readonly file: BlockFile;
  readonly index: BlockIndex;
  readonly journal: Journal;
  readonly privateStore: PrivateStore;
  readonly space: DiskSpace;
  readonly tip: Tip;
}

/** Blocks, their index and the private write sets beside them; a journal makes each block durable with one sync. */
export class LedgerStore {
  readonly privateStore: PrivateStore;
  /** The first block that was taken from the journal when opening: what follows from it and later ones is done again. */
  readonly replayedFrom: number;
  readonly #file: BlockFile;
  readonly #index: BlockIndex;
  readonly #journal: Journal;
  readonly #space: DiskSpace;
  #tip: Tip;
  /** Of the block that was appended last. */
  #place: BlockPlace | undefined;
  /** How far private store and block file go together. */
  #takenIn: Pick<BlockFile, 'height' | 'size'>;
  #failure: NetworkFailure | undefined;

  private constructor({ file, index, journal, privateStore, space, tip }: Parts) {
    this.#file = file;
    this.#index = index;
    this.#journal = journal;
    this.#space = space;
    this.privateStore = privateStore;
    this.replayedFrom = journal.entries[0]?.number ?? file.height;
    this.#tip = tip;
    this.#takenIn = { height: file.height, size: file.size };
  }

  /**
   * Opens what is in the folder, takes in what the journal holds, cuts a torn tail and brings the index up to the last block.
   * @param committed number of blocks that the peers' state already holds.
   * @throws {NetworkError} on a damaged block or a block file behind its derived stores.
   */
  static async open(directory: string, committed: number): Promise<LedgerStore> {
    const opened: { close(): Promise<void> }[] = [];
    const keep = <T extends { close(): Promise<void> }>(part: T): T => {
      opened.push(part);
      return part;
    };
    try {
      const index = keep(await BlockIndex.open(join(directory, 'index')));
      const journal = keep(await Journal.open(join(directory, 'journal')));
      const file = keep(await BlockFile.open(join(directory, 'blocks.dat')));
      await repairBlocks({ file, index, journal }, committed);
      const space = new DiskSpace(directory);
      const privateStore = keep(await PrivateStore.open(join(directory, 'private'), file.height, space));
      for (const { number, privateSide } of journal.entries) {
        await privateStore.store(number, privateSide.results, privateSide.purges);
      }
      const tip = file.height === 0 ? EMPTY : tipOf(readBlock(await readAt(file, index, file.height - 1)));
      return new LedgerStore({ file, index, journal, privateStore, space, tip });
    } catch (error) {
      for (const part of opened.reverse()) await part.close();
      throw error;
    }
  }

  get height(): number {
    return this.#file.height;
  }

  get tip(): Tip {
    return this.#tip;
  }

  /** @throws {NetworkError} if there is no such block, or if its bytes are not those that were written. */
  async read(number: number): Promise<ReadBlock> {
    return readBlock(await readAt(this.#file, this.#index, number));
  }

  find: BlockIndex['find'] = (transactionId) => this.#index.find(transactionId);

  findMany: BlockIndex['findMany'] = (transactionIds) => this.#index.findMany(transactionIds);

  /**
   * Appends the next block: durable with its private side in the journal, with one sync; then the block file takes it in,
   * unsynced. `takeIn` must follow.
   * @throws {NetworkError} where number or previous hash do not continue the chain, or the disk is full; nothing is written then.
   * @throws {NetworkFailure} where the disk did not confirm, or the block is durable and could not be taken in; this store
   * takes no block any more.
   */
  async append(block: ReadBlock, privateSide: PrivateSide): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const number = Number(block.number);
    this.#assertNext(block);
    const entry = encodeEntry({ block: block.bytes, privateSide });
    await this.#space.assertRoomFor(entry.length);
    await this.#stopIfUnconfirmed(number, () => this.#makeDurable(number, entry));
    try {
      this.#place = await this.#file.append(number, block.bytes);
      this.#tip = tipOf(block);
    } catch (error) {
      throw this.#stop(new NetworkFailure(number, error));
    }
  }

  /**
   * Private store and index take in the block that was appended, unsynced: what they lose, the journal holds.
   * @param used transactions for which nothing needs to wait any more.
   * @throws {NetworkFailure} where one of them cannot; this store takes no block any more.
   */
  async takeIn(block: ReadBlock, privateSide: PrivateSide, used: readonly Endorsed[]): Promise<void> {
    const number = Number(block.number);
    const taken = await Promise.allSettled([
      this.privateStore.store(number, privateSide.results, privateSide.purges, used),
      this.#index.add(number, indexEntries(block), this.#place),
    ]);
    const failed = taken.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw this.#stop(new NetworkFailure(number, failed.reason));
    this.#takenIn = { height: this.#file.height, size: this.#file.size };
  }

  /**
   * Makes block file and private store durable by themselves and wipes the journal: no private value stands in it any more.
   * Not while a block is appended.
   */
  async checkpoint(): Promise<void> {
    if (this.#journal.isEmpty) return;
    await this.#stopIfUnconfirmed(this.height - 1, () => this.#checkpoint());
  }

  /**
   * What stands here at this very moment, to be copied while blocks go on being appended. A block that is being taken in is
   * left out: its private values are in the journal alone.
   */
  freeze(): FrozenLedger {
    const { size, height } = this.#takenIn;
    return { height, blocks: { path: this.#file.path, size }, privateValues: this.privateStore.freeze() };
  }

  async close(): Promise<void> {
    try {
      if (this.#failure === undefined) await this.checkpoint();
    } finally {
      await this.privateStore.close();
      await this.#index.close();
      await this.#journal.close();
      await this.#file.close();
    }
  }

  #assertNext(block: ReadBlock): void {
    if (Buffer.compare(block.previousHash, this.#tip.hash) !== 0) {
      throw new NetworkError(`previous hash of block ${String(block.number)} is not the hash of the block before it`);
    }
    if (Number(block.number) !== this.height) {
      throw new NetworkError(`block number should have been ${this.height} but was ${String(block.number)}`);
    }
  }

  async #makeDurable(number: number, entry: Buffer): Promise<void> {
    while (!this.#journal.hasRoomFor(entry.length)) {
      await this.#checkpoint();
      if (!this.#journal.hasRoomFor(entry.length)) await this.#journal.grow(entry.length);
    }
    await this.#journal.append(number, entry);
  }

  async #checkpoint(): Promise<void> {
    const synced = await Promise.allSettled([this.#file.sync(), this.privateStore.flush()]);
    const failed = synced.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw new UnconfirmedSync(this.#file.path, failed.reason);
    await this.#journal.wipe();
  }

  async #stopIfUnconfirmed(number: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UnconfirmedSync)) throw error;
      throw this.#stop(new NetworkFailure(number, error, 'unconfirmed'));
    }
  }

  #stop(failure: NetworkFailure): NetworkFailure {
    this.#failure = failure;
    return failure;
  }
}

const EMPTY: Tip = { hash: new Uint8Array(), commitHash: new Uint8Array(), lastConfig: 0n };

function tipOf({ hash, commitHash, lastConfig }: ReadBlock): Tip {
  return { hash, commitHash, lastConfig };
}

async function readAt(file: BlockFile, index: BlockIndex, number: number): Promise<Buffer> {
  const at = number < file.height ? await index.placeOf(number) : undefined;
  if (at === undefined) throw new NetworkError(`no such block number [${number}] in index`);
  return file.read(number, at);
}
