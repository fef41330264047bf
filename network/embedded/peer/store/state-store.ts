// SPDX-License-Identifier: Apache-2.0
import { ClassicLevel } from 'classic-level';
import { forgetDeleted } from '../../blocks/forget-deleted.js';
import { NetworkError } from '../../errors.js';
import { SAVEPOINT_KEY } from './keys.js';
import { StateView } from './state-view.js';

export type StoreOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: Buffer }
  | { readonly type: 'del'; readonly key: string };

/**
 * Keys are hashes, so that every table that is written has to be merged with all others: fewer and larger ones make that
 * rarer. What is not in a table yet is in a log, which opening reads.
 */
const SIZES = { writeBufferSize: 32 * 1024 * 1024, maxFileSize: 8 * 1024 * 1024 };

/** Changes with the layout of keys and values; a store of another layout is rebuilt, never read. */
const LAYOUT = 1;

function encodeSavepoint(height: number): Buffer {
  return Buffer.from(JSON.stringify({ layout: LAYOUT, height }));
}

function decodeSavepoint(bytes: Buffer, directory: string): number {
  const { layout, height } = JSON.parse(bytes.toString()) as { layout: unknown; height: unknown };
  if (layout === LAYOUT && typeof height === 'number') return height;
  throw new NetworkError(
    `the state in ${directory} has layout ${String(layout)}, this program reads ${LAYOUT}: remove that folder, it is rebuilt from the blocks`,
  );
}

/** Everything that is derived from the blocks, in one LevelDB: one batch a block, the savepoint in it. */
export class StateStore {
  readonly #level: ClassicLevel<string, Buffer>;
  #height: number;
  #current: StateView;

  static async open(directory: string): Promise<StateStore> {
    const level = new ClassicLevel<string, Buffer>(directory, {
      ...SIZES,
      keyEncoding: 'utf8',
      valueEncoding: 'buffer',
    });
    try {
      await level.open();
    } catch (error) {
      throw new NetworkError(`cannot open ${directory}; it is derived: remove the folder and it is built again`, {
        cause: error,
      });
    }
    try {
      const bytes = level.getSync(SAVEPOINT_KEY);
      return new StateStore(level, bytes === undefined ? 0 : decodeSavepoint(bytes, directory));
    } catch (error) {
      await level.close();
      throw error;
    }
  }

  private constructor(level: ClassicLevel<string, Buffer>, height: number) {
    this.#level = level;
    this.#height = height;
    this.#current = new StateView(level, height).take();
  }

  /** Number of blocks that are in it. */
  get height(): number {
    return this.#height;
  }

  /** The newest height. Whoever keeps it beyond the present turn takes it and gives it back. */
  get current(): StateView {
    return this.#current;
  }

  /** Writes the effects of the next block and its savepoint, together or not at all. Durability is the block file's. */
  async write(operations: StoreOperation[]): Promise<void> {
    const height = this.#height + 1;
    await this.#level.batch([...operations, { type: 'put', key: SAVEPOINT_KEY, value: encodeSavepoint(height) }]);
    this.#height = height;
    this.#current.giveBack();
    this.#current = new StateView(this.#level, height).take();
  }

  /** Takes the bytes of private values that are deleted off the disk: `p` and `q` stand around all private keys. */
  async forgetPurged(): Promise<void> {
    await forgetDeleted(this.#level, 'p', 'q');
  }

  async close(): Promise<void> {
    await this.#level.close();
  }
}
