// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tlsFiles } from '../../../gateway/ledger/fabric/wallet/enrol-tls.js';
import type { NativeNetwork } from '../../../network/native/native-network.js';
import { networkFolder } from '../../../network/native/network-folder.js';
import { runOnedoor, startOnedoor, type Ended, type Running } from '../../scripts/support/run-onedoor.js';
import { until } from '../../scripts/support/until.js';

/** The department that runs the pseudonym service. */
const BUREAU = 'data-bureau';
const STARTED_MS = 60_000;

/**
 * What administrators type to run a gateway per department and the pseudonym service, as docs/departments.md has it: each
 * in a home of its own below one folder, as processes.
 */
export class DepartmentCommands {
  readonly folder: string;
  /** The definition, as everybody gets it. */
  readonly definition: string;
  readonly #network: NativeNetwork;
  readonly #gateways = new Map<string, Running>();
  #service: (Running & { readonly url: string }) | undefined;

  private constructor(folder: string, network: NativeNetwork) {
    this.folder = folder;
    this.definition = join(folder, 'definition.json');
    this.#network = network;
  }

  static async in(network: NativeNetwork): Promise<DepartmentCommands> {
    const commands = new DepartmentCommands(await mkdtemp(join(tmpdir(), 'onedoor-departments-')), network);
    await writeFile(commands.definition, JSON.stringify(network.site.state.definition));
    return commands;
  }

  home(name: string): string {
    return join(this.folder, name);
  }

  get serviceUrl(): string {
    return this.#service?.url ?? '';
  }

  /** What vouches for the service. */
  get serviceRoot(): string {
    return tlsFiles(join(this.home('service'), 'tls'), BUREAU).root;
  }

  /** Runs a command to its end in a home, which has to be a good one. */
  async run(home: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const ended = await runOnedoor(args, { home: this.home(home), environment: { ...this.#shared(), ...environment } });
    if (ended.code !== 0) throw new Error(`onedoor ${args.join(' ')}: ${ended.code}\n${ended.stdout}${ended.stderr}`);
    return ended;
  }

  /** In the home of the service to be, before anybody else has it: the catalogue, and the service's certificate. */
  async prepare(): Promise<void> {
    const made = { ONEDOOR_NETWORK_FOLDER: this.#network.directory };
    await this.run('service', ['enrol', '--role', 'publisher'], made);
    await this.run('service', ['catalogue', 'publish'], made);
    const certificate = ['--department', BUREAU, '--role', 'publisher', '--tls', '--host', 'localhost'];
    await this.run('service', ['enrol', ...certificate], made);
    await this.startService();
  }

  /** At the address that the gateways know, if it ran before. */
  async startService(): Promise<void> {
    const { connections } = networkFolder(this.#network.directory);
    const port = this.#service === undefined ? '0' : new URL(this.#service.url).port;
    const args = ['pseudonyms', '--host', 'localhost', '--port', port, '--clients', connections, '--json'];
    const running = startOnedoor(args, { home: this.home('service'), environment: this.#shared() });
    await listening(running, '}');
    this.#service = { ...running, url: (JSON.parse(running.stdout()) as { url: string }).url };
  }

  async endService(signal: NodeJS.Signals): Promise<void> {
    this.#service?.child.kill(signal);
    await this.#service?.ended;
  }

  /** A home as its department sets it up: its own profile, its own secrets, nothing of anybody else. */
  async enrol(department: string): Promise<void> {
    const made = networkFolder(this.#network.directory);
    const own = networkFolder(join(this.home(department), 'network'));
    for (const [from, to, names] of [
      [made.connections, own.connections, [department]],
      [made.enrolments, own.enrolments, [department, `${department}.tls`]],
    ] as const) {
      await mkdir(to, { recursive: true, mode: 0o700 });
      for (const name of names) await cp(join(from, `${name}.json`), join(to, `${name}.json`));
    }
    await this.run(department, ['enrol', '--tls'], { ONEDOOR_DEPARTMENTS: department });
    const publisher = join('wallet', `${department}.publisher.id`);
    await rename(join(this.home('service'), publisher), join(this.home(department), publisher));
  }

  /** Starts the gateway of a department's home as a process. */
  async start(department: string): Promise<void> {
    const environment = { ...this.environment(department), ONEDOOR_LOG_LEVEL: 'silent' };
    const running = startOnedoor(['start', '--no-demo', '--port', '0'], { home: this.home(department), environment });
    this.#gateways.set(department, running);
    await listening(running, '/docs');
  }

  /** What the gateway of a department takes from its environment. */
  environment(department: string): Readonly<Record<string, string>> {
    return {
      ...this.#shared(),
      ONEDOOR_DEPARTMENTS: department,
      ONEDOOR_PSEUDONYMS_URL: this.serviceUrl,
      ONEDOOR_PSEUDONYMS_CA: this.serviceRoot,
    };
  }

  /** Their exit codes. */
  async stop(): Promise<(number | null)[]> {
    const running = [...this.#gateways.values()];
    this.#gateways.clear();
    for (const { child } of running) child.kill('SIGTERM');
    return Promise.all(running.map(async ({ ended }) => (await ended).code));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.endService('SIGTERM');
    await rm(this.folder, { recursive: true });
  }

  #shared(): Readonly<Record<string, string>> {
    return { ONEDOOR_LEDGER: 'fabric', ONEDOOR_NETWORK: this.definition };
  }
}

async function listening(running: Running, printed: string): Promise<void> {
  const { child } = running;
  await until('the process listens', () => running.stdout().includes(printed) || child.exitCode !== null, STARTED_MS);
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${running.stderr()}`);
}
