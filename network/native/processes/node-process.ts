// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, writePrivate } from '../files/write-private.js';
import { keepLogSmall } from './log-file.js';
import { startTimeOf } from './process-identity.js';

/** `crashed`: it was started, nobody stopped it, and it is not there. */
export type ProcessState = 'running' | 'crashed' | 'stopped';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface ProcessRecord {
  readonly pid: number;
  readonly startTime: string;
  readonly startedAt: string;
}

const POLL_MS = 20;
const GRACE_MS = 10_000;
/** All that a node takes over from whoever starts it; what else it needs it is given, and secrets of others it is not. */
const TAKEN = /^(PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|SSL_CERT_\w+|GOMAXPROCS|NODE_EXTRA_CA_CERTS)$/u;

/** The process of one node: a session of its own, which outlives whoever started it. */
export class NodeProcess {
  readonly #folder: string;
  readonly log: string;

  constructor(folder: string, log: string) {
    this.#folder = folder;
    this.log = log;
  }

  get #recordFile(): string {
    return join(this.#folder, 'process.json');
  }

  #record(): ProcessRecord | undefined {
    if (!existsSync(this.#recordFile)) return undefined;
    return JSON.parse(readFileSync(this.#recordFile, 'utf8')) as ProcessRecord;
  }

  /** Number of the running process. */
  get pid(): number | undefined {
    const record = this.#record();
    return record !== undefined && startTimeOf(record.pid) === record.startTime ? record.pid : undefined;
  }

  get startedAt(): string | undefined {
    return this.pid === undefined ? undefined : this.#record()?.startedAt;
  }

  get state(): ProcessState {
    if (this.pid !== undefined) return 'running';
    return this.#record() === undefined ? 'stopped' : 'crashed';
  }

  /** Starts it in its folder, unless it is running. Answers whether it had to. */
  start({ command, args, environment = {} }: Launch): boolean {
    if (this.pid !== undefined) return false;
    makeFolder(this.#folder);
    keepLogSmall(this.log);
    const log = openSync(this.log, 'a', 0o600);
    // Programs of others write keys as files that everybody may read unless the process says otherwise.
    const mask = process.umask(0o077);
    try {
      const inherited = Object.entries(process.env).filter(([name]) => TAKEN.test(name));
      const env = { ...Object.fromEntries(inherited), ...environment };
      const child = spawn(command, args, { cwd: this.#folder, env, detached: true, stdio: ['ignore', log, log] });
      child.once('error', () => undefined);
      if (child.pid !== undefined) this.#remember(child.pid);
      child.unref();
    } finally {
      process.umask(mask);
      closeSync(log);
    }
    return true;
  }

  #remember(pid: number): void {
    const record: ProcessRecord = { pid, startTime: startTimeOf(pid) ?? '', startedAt: new Date().toISOString() };
    writePrivate(this.#recordFile, `${JSON.stringify(record)}\n`);
  }

  signal(name: NodeJS.Signals): void {
    const pid = this.pid;
    if (pid !== undefined) process.kill(pid, name);
  }

  /** Ends it at once, as a crash does; it then counts as crashed. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#gone(GRACE_MS);
  }

  /** Asks it to end and waits; after the grace it is ended. */
  async stop(grace = GRACE_MS): Promise<void> {
    // A process that was halted (SIGSTOP) would not notice.
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    if (!(await this.#gone(grace))) await this.kill();
    rmSync(this.#recordFile, { force: true });
  }

  async #gone(within: number): Promise<boolean> {
    const until = Date.now() + within;
    while (this.pid !== undefined) {
      if (Date.now() > until) return false;
      await sleep(POLL_MS);
    }
    return true;
  }
}
