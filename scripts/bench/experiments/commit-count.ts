// SPDX-License-Identifier: Apache-2.0
import type { Commits } from '../district/count-commits.js';
import type { GatewayProcess } from '../processes/gateway-process.js';

/** What went onto the ledger while an arm ran, over the warm-up and all rounds. Blocks are read afterwards, when nobody is measured. */
export class CommitCount {
  readonly #gateway: GatewayProcess;
  readonly #stretches: { readonly from: number; readonly to: number }[] = [];

  constructor(gateway: GatewayProcess) {
    this.#gateway = gateway;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const { height: from } = await this.#gateway.usage();
    const result = await work();
    const { height: to } = await this.#gateway.usage();
    this.#stretches.push({ from, to });
    return result;
  }

  /** How many elements a transaction of each name held, and how many transactions a block. */
  async note(...names: readonly string[]): Promise<string> {
    const counted: Commits[] = [];
    for (const { from, to } of this.#stretches) counted.push(await this.#gateway.commits(from, to));
    const sum = (figure: (commits: Commits) => number) => counted.reduce((total, one) => total + figure(one), 0);
    const perCall = names.map((name) => {
      const transactions = sum(({ calls }) => calls[name]?.transactions ?? 0);
      const elements = sum(({ calls }) => calls[name]?.elements ?? 0);
      return `${mean(elements, transactions)} in one ${name}`;
    });
    const blocks = sum(({ blocks: of }) => of);
    return [
      ...perCall,
      `${mean(
        sum(({ transactions }) => transactions),
        blocks,
      )} transactions in one block`,
    ].join(', ');
  }
}

function mean(sum: number, of: number): string {
  return of === 0 ? 'none' : (sum / of).toFixed(1);
}
