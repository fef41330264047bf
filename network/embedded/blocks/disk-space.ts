// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { NetworkError } from '../errors.js';

/** What stays free for what LevelDB and the journal write besides blocks. */
const RESERVE = 64 * 1024 * 1024;
/** An answer of the file system holds so long, unless it was near the reserve. */
const FRESH_MS = 250;

/**
 * Refuses writes before the disk is full: a LevelDB that met a full disk amid a write cannot be trusted before it is
 * opened again. Reads go on, and writes too as soon as there is room.
 */
export class DiskSpace {
  readonly #directory: string;
  readonly #free: (directory: string) => Promise<number>;
  #left = 0;
  #askedAt = -Infinity;

  /** @param free bytes that are free in the file system of a folder. */
  constructor(directory: string, free: (directory: string) => Promise<number> = freeBytes) {
    this.#directory = resolve(directory);
    this.#free = free;
  }

  /** @throws {NetworkError} if so many bytes, written three times over, would go into the reserve. */
  async assertRoomFor(bytes: number): Promise<void> {
    const wanted = RESERVE + 3 * bytes;
    if (this.#left < 2 * wanted || performance.now() - this.#askedAt > FRESH_MS) {
      this.#left = await this.#free(this.#directory);
      this.#askedAt = performance.now();
    }
    if (this.#left < wanted) throw this.#refusal(wanted);
    this.#left -= 3 * bytes;
  }

  #refusal(wanted: number): NetworkError {
    const [free, needed] = [this.#left, wanted].map((bytes) => `${String(Math.floor(bytes / 1024 / 1024))} MiB`);
    return new NetworkError(
      `the disk of ${this.#directory} is full: ${free ?? ''} are free and ${needed ?? ''} must be; nothing was written. ` +
        'Reads go on; make room, and writes go on too',
    );
  }
}

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
