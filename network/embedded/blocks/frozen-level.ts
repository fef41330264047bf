// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import type { Snapshot } from 'classic-level';

const CHUNK = 1000;

/** A LevelDB as it was at one moment. Whoever writes to it goes on. */
export class FrozenLevel {
  readonly #level: ClassicLevel<string, Buffer>;
  readonly #snapshot: Snapshot;

  /** As it is now; `release` gives it free. */
  constructor(level: ClassicLevel<string, Buffer>) {
    this.#level = level;
    this.#snapshot = level.snapshot();
  }

  /** Copies it into a new folder, durably. */
  async copyTo(path: string): Promise<void> {
    await mkdir(path, { mode: 0o700 });
    const copy = new ClassicLevel<string, Buffer>(path, { valueEncoding: 'buffer', errorIfExists: true });
    await copy.open();
    const iterator = this.#level.iterator({ snapshot: this.#snapshot });
    try {
      for (let rows = await iterator.nextv(CHUNK); rows.length > 0; rows = await iterator.nextv(CHUNK)) {
        await copy.batch(rows.map(([key, value]) => ({ type: 'put', key, value })));
      }
      await copy.batch([], { sync: true });
    } finally {
      await iterator.close();
      await copy.close();
    }
  }

  async release(): Promise<void> {
    await this.#snapshot.close();
  }
}
