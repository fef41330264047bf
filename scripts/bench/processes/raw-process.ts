// SPDX-License-Identifier: Apache-2.0
import { Child } from './child.js';
import type { Cleanup } from './cleanup.js';
import type { Served } from './load-process.js';

/** The bare framework in a process of its own. */
export class RawProcess implements Served {
  readonly host: string;
  readonly port: number;
  readonly #child: Child;

  private constructor(child: Child, url: URL) {
    this.#child = child;
    this.host = url.hostname;
    this.port = Number(url.port);
  }

  static async start(cleanup: Cleanup): Promise<RawProcess> {
    const child = await Child.start(cleanup, 'raw-child.js');
    return new RawProcess(child, new URL(await child.call<string>('listen')));
  }

  /** What `GET /raw` gives from now on. */
  answer(text: string): Promise<void> {
    return this.#child.call('answer', text);
  }

  usage(): Promise<{ readonly cpuMicros: number }> {
    return this.#child.call('usage');
  }
}
