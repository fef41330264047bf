// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * A download that is under way: the bytes so far, and what the server calls this version of them. Without such a name
 * nothing can be continued safely, and the next attempt begins anew.
 */
export class PartialFile {
  readonly path: string;
  readonly #note: string;
  readonly #target: string;

  constructor(target: string) {
    this.#target = target;
    this.path = `${target}.part`;
    this.#note = `${target}.part.validator`;
  }

  /** How far it came, and the validator (a strong ETag or a date) that goes with it; undefined if there is none. */
  async progress(): Promise<{ readonly bytes: number; readonly validator: string } | undefined> {
    try {
      const [{ size }, validator] = await Promise.all([stat(this.path), readFile(this.#note, 'utf8')]);
      return size > 0 && validator !== '' ? { bytes: size, validator } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Begins anew. */
  async begin(validator: string | undefined): Promise<void> {
    await rm(this.path, { force: true });
    await writeFile(this.#note, validator ?? '', { mode: 0o600 });
  }

  /** All bytes are there. */
  async finish(): Promise<void> {
    await rename(this.path, this.#target);
    await rm(this.#note, { force: true });
  }

  async discard(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.#note, { force: true });
  }
}
