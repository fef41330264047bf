// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { NetworkError } from '../errors.js';
import type { PrivateResults } from '../peer/seams.js';
import { readBlock } from '../protocol/read-block.js';
import type { ReadBlock } from '../protocol/read-block.js';
import { BlockFile } from './block-file.js';
import { BlockIndex } from './block-index.js';
import { PrivateStore } from './private-store.js';
import type { Purge } from './private-store.js';
import { indexEntries, repairBlocks } from './repair-blocks.js';

/** What the next block continues. */
export interface Tip {
  readonly hash: Uint8Array;
  readonly commitHash: Uint8Array;
  readonly lastConfig: bigint;
}

/** Private side of a block: values of its valid transactions, and what they purge. */
export interface PrivateSide {
  readonly results: PrivateResults;
  readonly purges: readonly Purge[];
}

/** Blocks, their index and the private write sets beside them. */
export class LedgerStore {
  readonly privateStore: PrivateStore;
  readonly #file: BlockFile;
  readonly #index: BlockIndex;
  #tip: Tip;
  /** The private side of a block that could not be written is stored; another block will have its number. */
  #hasRemnants = false;

  private constructor(file: BlockFile, index: BlockIndex, privateStore: PrivateStore, tip: Tip) {
    this.#file = file;
    this.#index = index;
    this.privateStore = privateStore;
    this.#tip = tip;
  }

  /**
   * Opens what is in the folder, cuts a torn tail and brings the index up to the last block.
   * @param committed number of blocks that the peers' state already holds.
   * @throws {NetworkError} on a damaged block or a block file behind its derived stores.
   */
  static async open(directory: string, committed: number): Promise<LedgerStore> {
    const index = await BlockIndex.open(join(directory, 'index'));
    let file: BlockFile | undefined;
    try {
      file = await BlockFile.open(join(directory, 'blocks.dat'));
      await repairBlocks(file, index, committed);
      const tip = file.height === 0 ? EMPTY : tipOf(readBlock(await readAt(file, index, file.height - 1)));
      return new LedgerStore(file, index, await PrivateStore.open(join(directory, 'private'), file.height), tip);
    } catch (error) {
      await file?.close();
      await index.close();
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
   * Appends the next block: private side first, then the block, each durable before the next step, then the index.
   * @throws {NetworkError} where number or previous hash do not continue the chain; nothing is written then.
   */
  async append(block: ReadBlock, privateSide: PrivateSide): Promise<void> {
    if (Buffer.compare(block.previousHash, this.#tip.hash) !== 0) {
      throw new NetworkError(`previous hash of block ${String(block.number)} is not the hash of the block before it`);
    }
    const number = Number(block.number);
    if (this.#hasRemnants) await this.privateStore.discard(number);
    this.#hasRemnants = true;
    await this.privateStore.store(number, privateSide.results, privateSide.purges);
    const place = await this.#file.append(number, block.bytes);
    try {
      await this.#file.sync();
    } catch (error) {
      await this.#file.cut(place);
      throw error;
    }
    this.#hasRemnants = false;
    this.#tip = tipOf(block);
    await this.#index.add(number, indexEntries(block), place);
  }

  async close(): Promise<void> {
    await this.privateStore.close();
    await this.#index.close();
    await this.#file.close();
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
