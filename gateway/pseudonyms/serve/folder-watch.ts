// SPDX-License-Identifier: Apache-2.0
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Socket } from 'node:net';

/** How long requests on a connection that was asked on before may go by what was read last; milliseconds. */
const GLANCE_MS = 1000;

/**
 * Sees that a folder's files are no longer those that were read, and has them read anew before whoever asks is judged:
 * at the first request of each connection, and at most so often on one that stays.
 */
export class FolderWatch {
  readonly #folder: string;
  readonly #read: () => Promise<void>;
  readonly #now: () => number;
  #mark: string;
  #looked = 0;
  #reading: Promise<void> | undefined;
  #known = new WeakSet<Socket>();

  /**
   * What changes from now on is seen, so this comes before the first reading.
   * `read` keeps what was there when it fails; then the next request has it tried again.
   */
  constructor(folder: string, read: () => Promise<void>, now: () => number = Date.now) {
    this.#folder = folder;
    this.#read = read;
    this.#now = now;
    this.#mark = markOf(folder);
  }

  async before(socket: Socket): Promise<void> {
    const now = this.#now();
    if (this.#known.has(socket) && now - this.#looked < GLANCE_MS) return;
    this.#known.add(socket);
    this.#looked = now;
    await this.#reading;
    const mark = markOf(this.#folder);
    if (mark === this.#mark) return;
    this.#reading ??= this.#renew(mark);
    await this.#reading;
  }

  async #renew(mark: string): Promise<void> {
    try {
      await this.#read();
      this.#mark = mark;
    } catch {
      // The reader has told of it, and what was read before stays.
    } finally {
      this.#reading = undefined;
    }
  }
}

/** Another one as soon as a file comes, goes, or is written. A few files, looked at faster than a thread is woken. */
function markOf(folder: string): string {
  try {
    const marks = readdirSync(folder)
      .sort()
      .map((name) => `${name} ${markOfFile(join(folder, name))}`);
    return marks.join('\n');
  } catch {
    return ''; // Reading will tell.
  }
}

/** What cannot be looked at hides no change of another one: a link to nowhere may lie there for good. */
function markOfFile(file: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch {
    return 'unseen';
  }
}
