// SPDX-License-Identifier: Apache-2.0
import { count } from '../report/arm-notes.js';
import type { BenchNetwork } from './bench-network.js';
import type { NodeKind } from './node-kind.js';

/** CPU time that the network's processes spend on what a gateway asks, told for each thing that was done. */
export class NetworkWork {
  readonly #network: BenchNetwork;
  readonly #spent = new Map<NodeKind, number>();
  #done = 0;

  constructor(network: BenchNetwork) {
    this.#network = network;
  }

  /** Runs it, and counts what it spent; `done` says how many things came of it. */
  async around<T>(run: () => Promise<T>, done: (result: T) => number): Promise<T> {
    const before = await this.#network.cpuMicros();
    const result = await run();
    for (const [kind, micros] of await this.#network.cpuMicros())
      this.#spent.set(kind, (this.#spent.get(kind) ?? 0) + micros - (before.get(kind) ?? 0));
    this.#done += done(result);
    return result;
  }

  /** `what` names one of the things. */
  note(what: string): string {
    const kinds = [...this.#spent].map(([kind, micros]) => `${count(micros / this.#done)} µs of ${kind}s`);
    return `CPU time for each ${what}, all processes of a kind: ${kinds.join(', ')}`;
  }
}
