// SPDX-License-Identifier: Apache-2.0
import { SingleBar } from 'cli-progress';
import { inLanguage } from '../language.js';

/** Documents published so far; on a terminal's stderr only. */
export class PublishingBar {
  #bar: SingleBar | undefined;

  show(done: number, all: number): void {
    if (!process.stderr.isTTY) return;
    this.#bar ??= this.#open(all);
    this.#bar.update(done);
  }

  stop(): void {
    this.#bar?.stop();
  }

  #open(all: number): SingleBar {
    const label = inLanguage({ zh: '发布目录', en: 'Publishing the catalogue' });
    const bar = new SingleBar({
      stream: process.stderr,
      format: `${label} {bar} {value}/{total}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
    });
    bar.start(all, 0);
    return bar;
  }
}
