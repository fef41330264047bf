// SPDX-License-Identifier: Apache-2.0
import type { ClassicLevel, Snapshot } from 'classic-level';
import type { KeyRange } from './keys.js';
import { RangeCursor } from './range-cursor.js';
import { decodeVersionedValue } from './versioned-value.js';
import type { VersionedValue } from './versioned-value.js';

/** State of one height; later blocks do not change what it answers. In use until everyone who took it gave it back. */
export class StateView {
  readonly height: number;
  readonly #level: ClassicLevel<string, Buffer>;
  readonly #snapshot: Snapshot;
  readonly #readOptions;
  #holders = 0;

  constructor(level: ClassicLevel<string, Buffer>, height: number) {
    this.height = height;
    this.#level = level;
    this.#snapshot = level.snapshot();
    this.#readOptions = { keyEncoding: 'utf8', valueEncoding: 'buffer', snapshot: this.#snapshot };
  }

  read(key: string): VersionedValue | undefined {
    const bytes = this.#level.getSync<string, Buffer>(key, this.#readOptions);
    return bytes === undefined ? undefined : decodeVersionedValue(bytes);
  }

  scan(range: KeyRange, reverse = false): RangeCursor {
    return new RangeCursor(this.#level, this.#snapshot, range, reverse);
  }

  take(): this {
    this.#holders += 1;
    return this;
  }

  giveBack(): void {
    this.#holders -= 1;
    // Closing waits for running reads by itself; a failure leaves the memory to the closing of the database.
    if (this.#holders === 0) void this.#snapshot.close().catch(() => undefined);
  }
}
