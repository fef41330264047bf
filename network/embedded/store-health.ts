// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { LevelDamage, checkLevel, checkTables } from './blocks/level/check-level.js';
import { NetworkError } from './errors.js';

/** Folders of LevelDB; what to do where one is damaged. */
const DERIVED = ['index', 'state'];
const PRIVATE = 'private';

/**
 * Whether what LevelDB keeps is as it was written. Before the network opens, logs and the newest tables are checked; older
 * tables of large stores are checked soon after, while the network is in use.
 */
export class StoreHealth {
  readonly #ending = new AbortController();
  #damage: NetworkError | undefined;

  /** @throws {NetworkError} on a damaged file, with the remedy. To be called before anything in the folder is opened. */
  static async check(directory: string): Promise<StoreHealth> {
    const unchecked = new Map<string, readonly string[]>();
    for (const store of [...DERIVED, PRIVATE]) {
      const folder = join(directory, store);
      unchecked.set(folder, await checkLevel(folder).catch((error: unknown) => refuse(error, folder)));
    }
    return new StoreHealth(unchecked);
  }

  private constructor(unchecked: ReadonlyMap<string, readonly string[]>) {
    void this.#checkRest(unchecked);
  }

  /** @throws {NetworkError} once damage was found. */
  assertSound(): void {
    if (this.#damage !== undefined) throw this.#damage;
  }

  close(): void {
    this.#ending.abort();
  }

  async #checkRest(unchecked: ReadonlyMap<string, readonly string[]>): Promise<void> {
    try {
      for (const [folder, tables] of unchecked) {
        await checkTables(tables, this.#ending.signal).catch((error: unknown) => refuse(error, folder));
      }
    } catch (error) {
      this.#damage = error instanceof NetworkError ? error : new NetworkError('cannot check stores', { cause: error });
    }
  }
}

function refuse(error: unknown, folder: string): never {
  if (!(error instanceof LevelDamage)) throw error;
  const isPrivate = folder.endsWith(PRIVATE);
  const remedy = isPrivate
    ? `${placeOf(error)}; it holds the only copy of private values: restore the ledger from a backup`
    : `; it is derived: remove the folder ${folder} and it is built again`;
  throw new NetworkError(`${error.message}${remedy}`, { cause: error });
}

/** Private values lie by block: `p/` and the number in twelve hexadecimal digits. */
function placeOf({ lastKey }: LevelDamage): string {
  const digits = /^p\/([0-9a-f]{1,12})/u.exec(lastKey ?? '')?.[1];
  return digits === undefined ? '' : `, with private values up to block ${Number.parseInt(digits.padEnd(12, '0'), 16)}`;
}
