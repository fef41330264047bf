// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';

/** What a file says at this moment. */
export interface FileNow<T> {
  /** Absent while there is no such file, or it cannot be read as what it should be. */
  readonly content: T | undefined;
  /** Rises whenever the file has become another. */
  readonly generation: number;
}

const LOOK_EVERY_MS = 1_000;

/** A small file that others may replace while this process runs. Looked at once a second at most, when it is asked for. */
export class WatchedFile<T> {
  readonly #path: string;
  readonly #read: (bytes: Buffer) => T;
  #state: Promise<FileNow<T>> = Promise.resolve({ content: undefined, generation: 0 });
  #mark = '';
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** What the last look came to; absent while one is under way. */
  #latest: FileNow<T> | undefined;

  constructor(path: string, read: (bytes: Buffer) => T) {
    this.#path = path;
    this.#read = read;
  }

  now(): Promise<FileNow<T>> {
    if (this.#isOld()) {
      this.#lookedAt = performance.now();
      this.#latest = undefined;
      const state = this.#look(this.#state);
      this.#state = state;
      void state.then((latest) => {
        if (state === this.#state) this.#latest = latest;
      });
    }
    return this.#state;
  }

  /** What {@link now} would give, where that needs no look at the file. */
  known(): FileNow<T> | undefined {
    return this.#isOld() ? undefined : this.#latest;
  }

  #isOld(): boolean {
    return performance.now() - this.#lookedAt >= LOOK_EVERY_MS;
  }

  async #look(before: Promise<FileNow<T>>): Promise<FileNow<T>> {
    const known = await before;
    const mark = await this.#markNow();
    if (mark === this.#mark) return known;
    this.#mark = mark;
    return { content: mark === '' ? undefined : await this.#content(), generation: known.generation + 1 };
  }

  async #markNow(): Promise<string> {
    try {
      const { ino, mtimeMs, size } = await stat(this.#path);
      return `${ino} ${mtimeMs} ${size}`;
    } catch {
      return '';
    }
  }

  async #content(): Promise<T | undefined> {
    try {
      return this.#read(await readFile(this.#path));
    } catch {
      return undefined;
    }
  }
}

/** Puts another secret in the place of a file, whole or not at all: mode 0600. */
export async function replaceSecret(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, bytes, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, path);
}
