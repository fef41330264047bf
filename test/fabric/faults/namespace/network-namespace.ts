// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { socketPath, type NamespacePlan } from './namespace-plan.js';
import { Relay } from './relay.js';

const INSIDE = fileURLToPath(new URL('inside.js', import.meta.url));

/** A network namespace whose only ways out are ports of 127.0.0.1 that can be cut. Needs root. */
export class NetworkNamespace {
  readonly #plan: NamespacePlan;
  readonly #holder: ChildProcess;
  readonly #relays: readonly Relay[];

  private constructor(plan: NamespacePlan, holder: ChildProcess, relays: readonly Relay[]) {
    this.#plan = plan;
    this.#holder = holder;
    this.#relays = relays;
  }

  static async open(ports: Omit<NamespacePlan, 'folder'>): Promise<NetworkNamespace> {
    const plan = { ...ports, folder: await mkdtemp(join(tmpdir(), 'onedoor-namespace-')) };
    const holder = spawn('unshare', ['--net', process.execPath, INSIDE, JSON.stringify(plan)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    await once(holder, 'message');
    const relays = await Promise.all([
      ...plan.inside.map((port) => Relay.open(port, { path: socketPath(plan, 'in', port) })),
      ...plan.outside.map((port) => Relay.open(socketPath(plan, 'out', port), { host: '127.0.0.1', port })),
    ]);
    return new NetworkNamespace(plan, holder, relays);
  }

  /** What runs a command inside. */
  get under(): string[] {
    return ['nsenter', `--net=/proc/${this.#holder.pid ?? 0}/ns/net`];
  }

  cut(): void {
    for (const relay of this.#relays) relay.cut();
  }

  mend(): void {
    for (const relay of this.#relays) relay.mend();
  }

  async close(): Promise<void> {
    for (const relay of this.#relays) relay.close();
    if (this.#holder.exitCode === null) {
      const gone = once(this.#holder, 'exit');
      this.#holder.kill('SIGKILL');
      await gone;
    }
    await rm(this.#plan.folder, { recursive: true, force: true });
  }
}
