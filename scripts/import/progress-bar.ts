// SPDX-License-Identifier: Apache-2.0
import { SingleBar } from 'cli-progress';
import type { ImportCounts } from './import-records.js';

/** Bytes of the export that were read, and rows that arrived; on a terminal's stderr only. */
export class ProgressBar {
  readonly #bar: SingleBar | undefined;
  #bytes = 0;

  /** @param size of the export in bytes; 0 if it is not known, then there is no bar. */
  constructor(label: string, size: number) {
    if (!process.stderr.isTTY || size === 0) return;
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: `${label} {bar} {percentage}% | {arrived}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
    });
    this.#bar.start(size, 0, { arrived: 0 });
  }

  read(bytes: number): void {
    this.#bytes += bytes;
  }

  show({ created, superseded, unchanged, refused }: ImportCounts): void {
    this.#bar?.update(this.#bytes, { arrived: created + superseded + unchanged + refused });
  }

  stop(): void {
    this.#bar?.stop();
  }
}
