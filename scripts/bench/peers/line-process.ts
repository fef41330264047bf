// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const END_MS = 20_000;

/** A program that answers lines of JSON with lines of JSON, in their order. */
export class LineProcess {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string, undefined>;
  readonly #reader: Interface;
  readonly #ended: Promise<unknown>;
  #stderr = '';

  constructor(command: string, args: readonly string[]) {
    this.#process = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.#process.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-2_000)));
    this.#process.stdin.on('error', () => undefined); // it may have ended; the missing answer says so
    this.#reader = createInterface({ input: this.#process.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
    this.#ended = new Promise((resolve) => {
      this.#process.once('close', resolve);
      this.#process.once('error', (error) => {
        this.#stderr += error.message;
        resolve(undefined);
      });
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** The end of what it wrote to stderr. */
  get said(): string {
    return this.#stderr;
  }

  /** The next line. @throws if there is none any more. */
  async answer<T>(): Promise<T> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`a peer's client ended: ${this.#stderr}`);
    return JSON.parse(line.value) as T;
  }

  ask<T>(question: unknown): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    return this.answer<T>();
  }

  /** Ends its input, then the process. */
  async end(): Promise<void> {
    this.#process.stdin.end();
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), END_MS);
    await this.#ended;
    clearTimeout(timer);
    this.#reader.close();
  }

  /** Asks it to end, by its id. */
  async terminate(): Promise<void> {
    if (!this.hasEnded) this.#process.kill('SIGTERM');
    await this.end();
  }
}
