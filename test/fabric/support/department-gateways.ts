// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../chaincode/domain/roles.js';
import { readConfig } from '../../../gateway/config.js';
import { enrolMissing } from '../../../gateway/ledger/fabric/wallet/enrol-missing.js';
import { enrolTls, tlsFiles } from '../../../gateway/ledger/fabric/wallet/enrol-tls.js';
import type { Ledger } from '../../../gateway/ledger/ledger.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import { catalogueEntry } from '../../../gateway/readmodel/queries/catalogue.js';
import type { NativeNetwork } from '../../../network/native/native-network.js';
import { networkFolder } from '../../../network/native/network-folder.js';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { publishCatalogue } from '../../../scripts/catalogue/publish-catalogue.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import { restrictCatalogue } from '../../../scripts/catalogue/restrict-catalogue.js';
import { request } from '../../../scripts/client/gateway-client.js';
import { untilRead } from '../../../scripts/local/until-read.js';
import { startOnedoor, type Running } from '../../scripts/support/run-onedoor.js';
import { until } from '../../scripts/support/until.js';

export const BUREAU = 'data-bureau';
export const OFFICE = 'human-resources';
export const ITEM = 'human-resources.personnel-file-certificate';

export interface GatewayOptions {
  /** Whose it is. */
  readonly department: string;
  /** Name of its home; default: the department's. */
  readonly name?: string;
}

/** A gateway per department, each with a home of its own, and the pseudonym service as a process, on one network. */
export class DepartmentGateways {
  readonly folder: string;
  readonly #network: NativeNetwork;
  #service: Service;
  readonly #gateways = new Map<string, RunningGateway>();

  private constructor(folder: string, network: NativeNetwork, service: Service) {
    this.folder = folder;
    this.#network = network;
    this.#service = service;
  }

  static async open(network: NativeNetwork): Promise<DepartmentGateways> {
    const folder = await mkdtemp(join(tmpdir(), 'onedoor-departments-'));
    for (const department of [BUREAU, OFFICE]) await enrolHome(network, folder, department);
    await certifyService(network, folder);
    const service = await serveService(network, folder);
    const gateways = new DepartmentGateways(folder, network, service);
    for (const department of [BUREAU, OFFICE]) await gateways.start({ department });
    return gateways;
  }

  home(name: string): string {
    return join(this.folder, name);
  }

  of(name: string): RunningGateway {
    const gateway = this.#gateways.get(name);
    if (gateway === undefined) throw new Error(`no gateway ${name}`);
    return gateway;
  }

  /** Starts the gateway of a home that was enrolled. */
  async start({ department, name = department }: GatewayOptions): Promise<RunningGateway> {
    const home = this.home(name);
    const gateway = await startGateway(
      readConfig({
        ONEDOOR_HOME: home,
        ONEDOOR_PORT: '0',
        ONEDOOR_LOG_LEVEL: 'silent',
        ONEDOOR_LEDGER: 'fabric',
        ONEDOOR_NETWORK: 'minimal',
        ONEDOOR_NETWORK_FOLDER: join(home, 'network'),
        ONEDOOR_DEPARTMENTS: department,
        ONEDOOR_PSEUDONYMS_URL: this.#service.url,
        ONEDOOR_PSEUDONYMS_CA: tlsFiles(join(this.home('service'), 'tls'), BUREAU).root,
      }),
    );
    this.#gateways.set(name, gateway);
    return gateway;
  }

  /** What an administrator carries from the home of one gateway to that of another of the same department. */
  async copyHome(from: string, to: string, parts: readonly string[]): Promise<void> {
    await mkdir(join(this.home(to), 'keys'), { recursive: true, mode: 0o700 });
    for (const part of parts) await cp(join(this.home(from), part), join(this.home(to), part), { recursive: true });
  }

  async killService(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#service.running.child.kill(signal);
    await this.#service.running.ended;
  }

  /** At the address that the gateways know. */
  async startService(): Promise<void> {
    this.#service = await serveService(this.#network, this.folder, new URL(this.#service.url).port);
  }

  /** Asks a gateway as somebody of a department, by default of its own. */
  async ask(name: string, role: Role, path: string, body?: unknown, department = ownerOf(name)): Promise<unknown> {
    const gateway = this.of(name);
    const token = await gateway.token({ department, role, officer: `test-${role}` });
    const options = body === undefined ? {} : { method: 'POST' as const, body };
    return request({ url: gateway.url, token }, path, options);
  }

  /** Publishes what concerns the two: every document by the gateway of the department that is entitled to it. */
  async publish(): Promise<void> {
    const files = restrictCatalogue(await readCatalogue(catalogueFolder()), [BUREAU, OFFICE]);
    const { pseudonyms, readModel } = this.of(BUREAU).parts;
    const ticketKey = await pseudonyms.ticketKey();
    await publishCatalogue({ ledger: this.#ledgerOfOwners(), readModel, ticketKey, files });
    await this.settle();
    const published = await catalogueEntry(readModel, 'department', BUREAU);
    if (published?.document.ticketKeys.includes(ticketKey) !== true) throw new Error('the key of tickets is another');
  }

  /** Until every gateway shows every block. */
  async settle(): Promise<void> {
    for (const gateway of this.#gateways.values()) await untilRead(gateway.parts);
  }

  async close(): Promise<void> {
    for (const gateway of this.#gateways.values()) await gateway.close();
    await this.killService('SIGTERM');
    await rm(this.folder, { recursive: true });
  }

  /** What each department's own gateway would submit. */
  #ledgerOfOwners(): Ledger {
    const { ledger } = this.of(BUREAU).parts;
    const submit: Ledger['submit'] = (transaction, body, options) =>
      this.of(options.caller.department).parts.ledger.submit(transaction, body, options);
    return Object.create(ledger, { submit: { value: submit } }) as Ledger;
  }
}

/** The department of a home: what stands before the number of a second one. */
function ownerOf(name: string): string {
  return name.replace(/-[0-9]+$/u, '');
}

/** A home as its department would set it up: its own profile, its own secrets, nothing of anybody else. */
async function enrolHome(network: NativeNetwork, folder: string, department: string): Promise<void> {
  const made = networkFolder(network.directory);
  const home = join(folder, department);
  const { connections, enrolments } = networkFolder(join(home, 'network'));
  for (const [from, to] of [
    [made.connections, connections],
    [made.enrolments, enrolments],
  ] as const) {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await cp(join(from, `${department}.json`), join(to, `${department}.json`));
  }
  await cp(join(made.enrolments, `${department}.tls.json`), join(enrolments, `${department}.tls.json`));
  const wallet = join(home, 'wallet');
  await enrolMissing({ connections, enrolments, wallet, departments: [department] });
  await enrolTls({ connections, enrolments, department, directory: join(home, 'tls'), hosts: [] });
}

interface Service {
  readonly running: Running;
  readonly url: string;
}

/** The bureau asks its own CA for the certificate of the service. */
async function certifyService(network: NativeNetwork, folder: string): Promise<void> {
  const { connections, enrolments } = networkFolder(network.directory);
  const directory = join(folder, 'service', 'tls');
  await enrolTls({ connections, enrolments, department: BUREAU, directory, hosts: ['localhost'] });
}

async function serveService(network: NativeNetwork, folder: string, port = '0'): Promise<Service> {
  const { connections } = networkFolder(network.directory);
  const args = ['pseudonyms', '--host', 'localhost', '--port', port, '--clients', connections, '--json'];
  const running = startOnedoor(args, { home: join(folder, 'service'), environment: { ONEDOOR_NETWORK: 'minimal' } });
  const { child } = running;
  await until('the service listens', () => running.stdout().includes('}') || child.exitCode !== null, 30_000);
  if (child.exitCode !== null) throw new Error(running.stderr());
  const { url } = JSON.parse(running.stdout()) as { url: string };
  return { running, url };
}
