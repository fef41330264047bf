// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { readWhole } from './whole-bytes.js';

const WINDOW = 4 * 1024 * 1024;

/** Reads a file forward in large pieces, so that small records cost no system call each. */
export class WindowReader {
  readonly #file: FileHandle;
  readonly #size: number;
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  /** @param size where the file ends for this reader. */
  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** The bytes, or fewer where the file ends. They are a view of a window that later calls leave as it is. */
  async read(at: number, length: number): Promise<Buffer> {
    const from = at - this.#start;
    if (from < 0 || from + length > this.#window.length) await this.#fill(at, length);
    return this.#window.subarray(at - this.#start, at - this.#start + length);
  }

  async #fill(at: number, length: number): Promise<void> {
    const wanted = Math.max(0, Math.min(Math.max(length, WINDOW), this.#size - at));
    const window = await readWhole(this.#file, Buffer.allocUnsafe(wanted), at);
    this.#start = at;
    this.#window = window;
  }
}
