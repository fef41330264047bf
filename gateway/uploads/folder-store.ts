// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredName, UploadStore } from './upload-store.js';

/** One file for each name, mode 0600, in a folder of mode 0700. */
export class FolderStore implements UploadStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Written whole before it gets its name; both are on the disk when this returns. */
  async put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const draft = join(this.#folder, `${name}.${randomUUID()}`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        for await (const part of bytes) await file.writeFile(part);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(this.#folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await this.#sync();
  }

  async get(name: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const path = join(this.#folder, name);
    const there = await unlessAbsent(stat(path));
    return there === undefined ? undefined : readingOf(path);
  }

  async touch(name: string): Promise<void> {
    const now = new Date();
    await unlessAbsent(utimes(join(this.#folder, name), now, now));
  }

  async list(): Promise<readonly StoredName[]> {
    const names = (await unlessAbsent(readdir(this.#folder))) ?? [];
    const found: StoredName[] = [];
    for (const name of names) {
      const there = await unlessAbsent(stat(join(this.#folder, name)));
      if (there !== undefined) found.push({ name, at: there.mtime });
    }
    return found;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
  }

  async #sync(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

/** Opens the file when somebody begins to read, so that what nobody reads leaves nothing open. */
async function* readingOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  yield* createReadStream(path) as AsyncIterable<Buffer>;
}

async function unlessAbsent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
