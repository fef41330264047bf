// SPDX-License-Identifier: Apache-2.0
import { withLock } from './files/folder-lock.js';
import type { NetworkNode } from './plan/nodes.js';
import type { Site } from './plan/site.js';
import type { NodeProcess, ProcessState } from './processes/node-process.js';
import type { Programs } from './programs/locate-programs.js';
import { processOf, startNode } from './steps/node-control.js';

/** One node of a network, for who starts, stops and ends it. */
export class NodeHandle {
  readonly #site: Site;
  readonly #node: NetworkNode;
  readonly #programs: () => Programs;

  constructor(site: Site, node: NetworkNode, programs: () => Programs) {
    this.#site = site;
    this.#node = node;
    this.#programs = programs;
  }

  get #process(): NodeProcess {
    return processOf(this.#site, this.#node);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get state(): ProcessState {
    return this.#process.state;
  }

  get log(): string {
    return this.#site.logFile(this.#node);
  }

  port(listener = 'listen'): number {
    return this.#site.port(this.#node, listener);
  }

  /**
   * Starts it and waits until it listens.
   * @param under a command that runs the node's own, such as one that puts it into a network namespace.
   */
  start(under: readonly string[] = []): Promise<void> {
    return startNode(this.#site, this.#node, this.#programs(), under);
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  /** No other command, and no supervisor, comes between. */
  restart(): Promise<void> {
    return withLock(this.#site.directory, async () => {
      await this.stop();
      await this.start();
    });
  }

  /** Ends it as a crash does. */
  kill(): Promise<void> {
    return this.#process.kill();
  }

  signal(name: NodeJS.Signals): void {
    this.#process.signal(name);
  }
}
