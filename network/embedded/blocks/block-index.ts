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

const SAVEPOINT = 's';

/** Where transactions are, by id: the first occurrence counts, whatever its code. Derived: may be removed while closed. */
export class BlockIndex {
  readonly #level: ClassicLevel<string, Buffer>;
  #savepoint: number;

  private constructor(level: ClassicLevel<string, Buffer>, savepoint: number) {
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
    const savepoint = await level.get(SAVEPOINT);
    return new BlockIndex(level, savepoint === undefined ? 0 : savepoint.readUIntBE(0, 6));
  }

  /** Number of blocks in the index. */
  get savepoint(): number {
    return this.#savepoint;
  }

  /** Takes in the next block. Not synced: what a crash takes away is read from the block file again. */
  async add(blockNumber: number, transactions: readonly IndexedTransaction[]): Promise<void> {
    const first = new Map<string, ValidationCode>();
    for (const { transactionId, validationCode } of transactions) {
      if (transactionId !== '' && !first.has(transactionId)) first.set(transactionId, validationCode);
    }
    // A valid transaction was found to be new when it was validated.
    const doubtful = [...first].filter(([, code]) => code !== 'VALID').map(([transactionId]) => transactionId);
    const known = await this.findMany(doubtful);
    const batch = this.#level.batch();
    for (const [transactionId, code] of first) {
      if (!known.has(transactionId)) batch.put(keyOf(transactionId), encodePlace(blockNumber, code));
    }
    await batch.put(SAVEPOINT, encodeNumber(blockNumber + 1)).write();
    this.#savepoint = blockNumber + 1;
  }

  async find(transactionId: string): Promise<TransactionPlace | undefined> {
    const value = await this.#level.get(keyOf(transactionId));
    return value === undefined ? undefined : decodePlace(value);
  }

  /** Those of the ids that are on the ledger. */
  async findMany(transactionIds: readonly string[]): Promise<Set<string>> {
    if (transactionIds.length === 0) return new Set();
    const values = await this.#level.getMany(transactionIds.map(keyOf));
    return new Set(transactionIds.filter((_, index) => values[index] !== undefined));
  }

  close(): Promise<void> {
    return this.#level.close();
  }
}

function keyOf(transactionId: string): string {
  return `t/${transactionId}`;
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

function encodePlace(blockNumber: number, code: ValidationCode): Buffer {
  return Buffer.concat([encodeNumber(blockNumber), Buffer.of(codeNumber(code))]);
}

function decodePlace(bytes: Buffer): TransactionPlace {
  return {
    blockNumber: bytes.readUIntBE(0, 6),
    validationCode: codeName(bytes[6]),
  };
}
