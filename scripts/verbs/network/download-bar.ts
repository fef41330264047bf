// SPDX-License-Identifier: Apache-2.0
import { SingleBar } from 'cli-progress';
import { tell } from '../../output.js';

const STEP_PERCENT = 20;

/** How far each archive is: a bar on a terminal, otherwise a line now and then; on stderr. */
export class DownloadBar {
  #bar: SingleBar | undefined;
  #archive = '';
  #told = 0;

  show(archive: string, received: number, total = 0): void {
    if (archive !== this.#archive) this.#begin(archive, total);
    const mebibytes = (received / 1024 / 1024).toFixed(1);
    if (this.#bar !== undefined) this.#bar.update(received, { mebibytes });
    else this.#tellNowAndThen(archive, total === 0 ? 0 : Math.floor((100 * received) / total), mebibytes);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #begin(archive: string, total: number): void {
    this.stop();
    this.#archive = archive;
    this.#told = 0;
    if (!process.stderr.isTTY || total === 0) return;
    const format = `${archive} {bar} {percentage}% | {mebibytes} MiB`;
    this.#bar = new SingleBar({ stream: process.stderr, format, barsize: 24, hideCursor: true });
    this.#bar.start(total, 0, { mebibytes: '0' });
  }

  #tellNowAndThen(archive: string, percent: number, mebibytes: string): void {
    if (percent < this.#told + STEP_PERCENT) return;
    this.#told = percent;
    const text = `${archive}: ${percent}% (${mebibytes} MiB)`;
    tell({ zh: text, en: text });
  }
}
