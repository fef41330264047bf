// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';

const WINDOW = 4 * 1024 * 1024;

/** Reads a file front to back with few system calls. */
export class FileWindow {
  readonly #file: FileHandle;
  readonly #size: number;
  #start = 0;
  #bytes = Buffer.alloc(0);

  /** @param size how far it may read. */
  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** The bytes, or fewer where the file ends. They are not copied, and stay as they are. */
  async read(at: number, length: number): Promise<Buffer> {
    const from = at - this.#start;
    const wanted = Math.min(length, Math.max(0, this.#size - at));
    if (from >= 0 && from + wanted <= this.#bytes.length) return this.#bytes.subarray(from, from + wanted);
    const bytes = Buffer.allocUnsafeSlow(Math.max(wanted, Math.min(WINDOW, this.#size - at)));
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, at);
    this.#start = at;
    this.#bytes = bytes.subarray(0, bytesRead);
    return this.#bytes.subarray(0, wanted);
  }

  /** The next read asks the file again. */
  forget(): void {
    this.#bytes = Buffer.alloc(0);
  }
}
