// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../../chaincode/domain/roles.js';
import type { Commits } from '../district/count-commits.js';
import { Child, type ChildOptions } from './child.js';
import type { Cleanup } from './cleanup.js';
import type { Served } from './load-process.js';

export interface GatewayUsage {
  readonly cpuMicros: number;
  readonly rss: number;
  /** Largest resident set so far, in bytes. */
  readonly peak: number;
  readonly height: number;
}

export interface GatewayOptions extends Pick<ChildOptions, 'under'> {
  readonly home: string;
  /** Further settings, such as those of its ledger. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Limits are on, as always, and too high to be reached: one client asks as many would. */
const OUT_OF_REACH = {
  ONEDOOR_LIMIT_CALLER: '999999999',
  ONEDOOR_LIMIT_ADDRESS: '999999999',
  ONEDOOR_LIMIT_FAILURES: '999999999',
  ONEDOOR_LIMIT_CONNECTIONS: '9999',
  ONEDOOR_LIMIT_DELAY_MS: '600000',
  ONEDOOR_LIMIT_HEAP_MIB: '0',
};

/** A gateway of its own home, in a process of its own. */
export class GatewayProcess implements Served {
  readonly host: string;
  readonly port: number;
  /** From the start of the process until it took requests. */
  readonly startMilliseconds: number;
  readonly #child: Child;

  private constructor(child: Child, url: URL, startMilliseconds: number) {
    this.#child = child;
    this.host = url.hostname;
    this.port = Number(url.port);
    this.startMilliseconds = startMilliseconds;
  }

  static async start(cleanup: Cleanup, { home, settings = {}, under = [] }: GatewayOptions): Promise<GatewayProcess> {
    const began = performance.now();
    const environment = {
      ONEDOOR_HOME: home,
      ONEDOOR_PORT: '0',
      ONEDOOR_HOST: '127.0.0.1',
      ONEDOOR_LOG_LEVEL: 'warn', // as `npm start` has it
      ...OUT_OF_REACH,
      ...settings,
    };
    const child = await Child.start(cleanup, 'gateway-child.js', { environment, under });
    const took = performance.now() - began;
    return new GatewayProcess(child, new URL(await child.call<string>('url')), took);
  }

  get url(): string {
    return `http://${this.host}:${this.port}`;
  }

  get pid(): number {
    return this.#child.pid;
  }

  prepare(persons: number): Promise<{ readonly records: number }> {
    return this.#child.call('prepare', { persons });
  }

  async headers(department: string, role: Role): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.token(department, role)}` };
  }

  token(department: string, role: Role): Promise<string> {
    return this.#child.call('token', { department, role, officer: `bench-${role}` });
  }

  usage(): Promise<GatewayUsage> {
    return this.#child.call('usage');
  }

  /** What stands in blocks `from` to `to`, the latter not included. */
  commits(from: number, to: number): Promise<Commits> {
    return this.#child.call('commits', { from, to });
  }

  call<T>(name: string, argument: unknown = null): Promise<T> {
    return this.#child.call(name, argument);
  }

  /** Closes it in order. */
  end(): Promise<void> {
    return this.#child.end();
  }
}
