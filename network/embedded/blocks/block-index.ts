// SPDX-License-Identifier: Apache-2.0
import { ClassicLevel } from 'classic-level';
import { NetworkError } from '../errors.js';
import { codeName, codeNumber } from '../validation-code.js';
import type { ValidationCode } from '../validation-code.js';

export interface TransactionPlace {
  readonly blockNumber: number;
  readonly validationCode: ValidationCode;
}

export interface IndexedTransaction {
  readonly transactionId: string;
  readonly validationCode: ValidationCode;
}

/** Where a block's record stands in the block file. */
export interface BlockPlace {
  readonly number: number;
  readonly at: number;
  readonly end: number;
}

interface Savepoint {
  /** Number of blocks in the index. */
  readonly height: number;
  /** Where the last of them ends in the block file. */
  readonly end: number;
}

/** Of blocks that are in no file. */
const NOWHERE = { at: 0, end: 0 };

const SAVEPOINT = 's';
const NUMBER_SIZE = 6;

/**
 * Where blocks are in the block file, and transactions in blocks, by id: the first occurrence counts, whatever its code.
 * Derived: may be removed while closed.
 */
export class BlockIndex {
  readonly #level: ClassicLevel<string, Buffer>;
  #savepoint: Savepoint;

  private constructor(level: ClassicLevel<string, Buffer>, savepoint: Savepoint) {
    this.#level = level;
    this.#savepoint = savepoint;
  }

  static async open(path: string): Promise<BlockIndex> {
    const level = new ClassicLevel<string, Buffer>(path, { valueEncoding: 'buffer' });
    try {
      await level.open();
    } catch (error) {
      throw new NetworkError(`cannot open ${path}; it is derived: remove the folder and it is built again`, {
        cause: error,
      });
    }
    return new BlockIndex(level, decodeSavepoint(await level.get(SAVEPOINT)));
  }

  get savepoint(): Savepoint {
    return this.#savepoint;
  }

  /** Takes in the next block. Not synced: what a crash takes away is read from the block file again. */
  async add(
    number: number,
    transactions: readonly IndexedTransaction[],
    { at, end }: Omit<BlockPlace, 'number'> = NOWHERE,
  ): Promise<void> {
    const first = new Map<string, ValidationCode>();
    for (const { transactionId, validationCode } of transactions) {
      if (transactionId !== '' && !first.has(transactionId)) first.set(transactionId, validationCode);
    }
    // A valid transaction was found to be new when it was validated.
    const doubtful = [...first].filter(([, code]) => code !== 'VALID').map(([transactionId]) => transactionId);
    const known = this.findMany(doubtful);
    const batch = this.#level.batch();
    for (const [transactionId, code] of first) {
      if (!known.has(transactionId)) batch.put(keyOf(transactionId), encodeTransaction(number, code));
    }
    batch.put(blockKey(number), encodeNumbers(at));
    await batch.put(SAVEPOINT, encodeNumbers(number + 1, end)).write();
    this.#savepoint = { height: number + 1, end };
  }

  /** Where a block starts; `undefined` if it is not in the index. */
  async placeOf(blockNumber: number): Promise<number | undefined> {
    return (await this.#level.get(blockKey(blockNumber)))?.readUIntBE(0, NUMBER_SIZE);
  }

  /** The first of the last blocks that start at or behind a place in the file; at least the last block. */
  async lastBlocksFrom(place: number): Promise<Pick<BlockPlace, 'number' | 'at'>> {
    let first = { number: this.#savepoint.height, at: this.#savepoint.end };
    for await (const bytes of this.#level.values({ gte: 'b/', lt: 'b0', reverse: true })) {
      const at = bytes.readUIntBE(0, NUMBER_SIZE);
      if (at < place && first.number < this.#savepoint.height) break;
      first = { number: first.number - 1, at };
    }
    return first;
  }

  /** Read at once: what is asked most is not there, which takes less time than waking another thread. */
  find(transactionId: string): TransactionPlace | undefined {
    const value = this.#level.getSync(keyOf(transactionId));
    return value === undefined ? undefined : decodeTransaction(value);
  }

  /** Those of the ids that are on the ledger. */
  findMany(transactionIds: readonly string[]): Set<string> {
    return new Set(transactionIds.filter((transactionId) => this.find(transactionId) !== undefined));
  }

  close(): Promise<void> {
    return this.#level.close();
  }
}

function keyOf(transactionId: string): string {
  return `t/${transactionId}`;
}

function blockKey(blockNumber: number): string {
  return `b/${blockNumber.toString(16).padStart(12, '0')}`;
}

function encodeNumbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(NUMBER_SIZE * values.length);
  values.forEach((value, index) => bytes.writeUIntBE(value, index * NUMBER_SIZE, NUMBER_SIZE));
  return bytes;
}

/** That of an index without places of blocks is taken for none: it is built again. */
function decodeSavepoint(bytes: Buffer | undefined): Savepoint {
  if (bytes?.length !== 2 * NUMBER_SIZE) return { height: 0, end: 0 };
  return { height: bytes.readUIntBE(0, NUMBER_SIZE), end: bytes.readUIntBE(NUMBER_SIZE, NUMBER_SIZE) };
}

function encodeTransaction(blockNumber: number, code: ValidationCode): Buffer {
  return Buffer.concat([encodeNumbers(blockNumber), Buffer.of(codeNumber(code))]);
}

function decodeTransaction(bytes: Buffer): TransactionPlace {
  return { blockNumber: bytes.readUIntBE(0, NUMBER_SIZE), validationCode: codeName(bytes[NUMBER_SIZE]) };
}
