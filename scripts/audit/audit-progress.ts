// SPDX-License-Identifier: Apache-2.0
import { tell } from '../output.js';

interface Done {
  readonly height: number;
  readonly transactions: number;
  readonly signatures: number;
}

const EVERY_MS = 5_000;

/** Tells every few seconds how far an audit is, and how fast. */
export class AuditProgress {
  readonly #started = Date.now();
  #told = Date.now();

  show({ height, transactions, signatures }: Done): void {
    if (Date.now() - this.#told < EVERY_MS) return;
    this.#told = Date.now();
    const seconds = (this.#told - this.#started) / 1000;
    const [blocks, perSecond] = [Math.round(height / seconds), Math.round(signatures / seconds)];
    tell({
      zh: `${height} 个区块、${transactions} 笔交易；${blocks} 块/秒，${perSecond} 签名/秒`,
      en: `${height} blocks, ${transactions} transactions; ${blocks} blocks/s, ${perSecond} signatures/s`,
    });
  }

  /** Nothing is left on the screen. */
  end(): void {
    this.#told = Number.POSITIVE_INFINITY;
  }
}
