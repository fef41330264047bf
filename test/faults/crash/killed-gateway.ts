// SPDX-License-Identifier: Apache-2.0
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CheckOrder, CheckReport, Order, Report } from './messages.js';

const MODULE = fileURLToPath(new URL('gateway-process.js', import.meta.url));

export type OpenReport = Extract<Report, { report: 'open' }>;

export interface GatewayProcessOptions {
  /** As in the environment of a gateway, `ONEDOOR_LEDGER` for instance. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Modules that the process loads before anything else. */
  readonly preload?: readonly string[];
}

/** A process with the whole gateway loaded, waiting to be told which home to open. */
export class KilledGateway {
  readonly #child: ChildProcess;
  readonly #ready: Promise<Report>;

  constructor({ settings = {}, preload = [] }: GatewayProcessOptions = {}) {
    const environment = { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical', ...settings };
    // In a group of its own: Ctrl-C is for the campaign, which ends its gateways itself.
    const apart = { detached: true, execArgv: preload.flatMap((module) => ['--import', module]) };
    this.#child = fork(MODULE, [], { ...apart, env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#ready = this.#answer('ready');
    this.#ready.catch(() => undefined);
  }

  /** @throws if the process ends or fails instead; it may also have been killed meanwhile. */
  async open(home: string): Promise<OpenReport> {
    await this.#ready;
    return this.#ask<OpenReport>({ order: 'open', home }, 'open');
  }

  /** Tells the process to open and does not wait for it. */
  async beginToOpen(home: string): Promise<void> {
    await this.#ready;
    this.#child.send({ order: 'open', home } satisfies Order);
  }

  check(order: CheckOrder): Promise<CheckReport> {
    return this.#ask<CheckReport>(order, 'checked');
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async #ask<R extends Report>(order: Order, kind: R['report']): Promise<R> {
    const answer = this.#answer(kind);
    this.#child.send(order);
    return (await answer) as R;
  }

  #answer(kind: Report['report']): Promise<Report> {
    return new Promise((resolve, reject) => {
      const onExit = (): void => {
        reject(new Error('the gateway ended'));
      };
      const onMessage = (report: Report): void => {
        if (report.report !== kind && report.report !== 'failed') return;
        this.#child.off('message', onMessage).off('exit', onExit);
        if (report.report === 'failed') reject(new Error(report.reason));
        else resolve(report);
      };
      this.#child.on('message', onMessage).on('exit', onExit);
    });
  }
}
