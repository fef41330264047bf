// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cleanup } from './cleanup.js';
import type { Returned } from './serve-calls.js';

export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that runs the child's own command, such as a tracer with its options. */
  readonly under?: readonly string[];
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const READY_MS = 120_000;
const END_MS = 20_000;

/** A module of the bench in a process of its own; it ends with this process at the latest. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  /** Lets the process end in order; after some seconds it is killed. */
  end: () => Promise<void> = () => this.#end();
  #calls = 0;
  #stderr = '';

  private constructor(child: ChildProcess) {
    this.#process = child;
    child.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-4_000)));
    child.on('message', (message: Returned) => {
      this.#take(message);
    });
    this.#ended = new Promise((resolve) => {
      // Not `close`: it does not come where this side gave up the channel.
      child.once('exit', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`a process ended: ${this.#stderr}`));
        this.#waiting.clear();
        resolve();
      });
    });
    child.on('error', (error) => (this.#stderr += error.message));
  }

  /** Starts `dist/scripts/bench/<module>`; resolves when it takes calls. */
  static async start(
    cleanup: Cleanup,
    module: string,
    { environment = {}, under = [] }: ChildOptions = {},
  ): Promise<Child> {
    const file = fileURLToPath(new URL(`../${module}`, import.meta.url));
    const own = [process.execPath, '--enable-source-maps', file];
    const [command = process.execPath, ...args] = [...under, ...own];
    const child = new Child(
      spawn(command, args, {
        env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical', ...environment },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      }),
    );
    child.end = cleanup.add(() => child.#end());
    await child.#ready();
    return child;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** @throws what the call threw there, or that the process ended. */
  call<T>(name: string, argument: unknown = null): Promise<T> {
    const id = (this.#calls += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      if (!this.#process.connected) this.#fail(id, new Error(`a process has ended: ${this.#stderr}`));
      else
        this.#process.send({ id, name, argument }, (error) => {
          if (error !== null) this.#fail(id, error);
        });
    });
  }

  async #end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), END_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#process.kill('SIGKILL');
        reject(new Error(`a process did not start: ${this.#stderr}`));
      }, READY_MS);
      this.#waiting.set(0, {
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
  }

  #take(message: Returned): void {
    const id = 'ready' in message ? 0 : message.id;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('error' in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve('value' in message ? message.value : undefined);
  }

  #fail(id: number, error: Error): void {
    this.#waiting.get(id)?.reject(error);
    this.#waiting.delete(id);
  }
}
