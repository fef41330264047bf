// SPDX-License-Identifier: Apache-2.0
import type { GatewayParts } from '../../../gateway/open-parts.js';

const EVERY_MS = 1;

/** How long committed blocks waited for the read model, to about a millisecond: both heights are looked at that often. */
export class LagWatch {
  readonly #parts: Pick<GatewayParts, 'ledger' | 'projector'>;
  #committed: { readonly block: bigint; readonly at: number }[] = [];
  #lags: number[] = [];
  #known = 0n;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: Pick<GatewayParts, 'ledger' | 'projector'>) {
    this.#parts = parts;
  }

  start(): void {
    [this.#committed, this.#lags, this.#known] = [[], [], this.#parts.projector.height];
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
  }

  /** Milliseconds for each block since the start, once the read model shows them all. */
  async stop(): Promise<number[]> {
    const height = await this.#parts.ledger.height();
    await this.#look();
    await this.#parts.projector.waitFor(height - 1n, 60_000);
    await this.#look();
    clearInterval(this.#timer);
    return this.#lags;
  }

  async #look(): Promise<void> {
    const height = await this.#parts.ledger.height();
    const now = performance.now();
    for (; this.#known < height; this.#known += 1n) this.#committed.push({ block: this.#known, at: now });
    const shown = this.#parts.projector.height;
    while (this.#committed[0] !== undefined && this.#committed[0].block < shown) {
      this.#lags.push(now - this.#committed[0].at);
      this.#committed.shift();
    }
  }
}
