// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enrolMissing } from '../../../gateway/ledger/fabric/wallet/enrol-missing.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { NativeNetwork } from '../../../network/native/native-network.js';
import { networkFolder } from '../../../network/native/network-folder.js';
import { onedoorNetwork } from '../../network/onedoor-network.js';
import type { FabricDriver } from '../../../gateway/ledger/fabric/drivers/open-driver.js';
import type { Bench } from '../bench-run.js';
import { GatewayProcess } from '../processes/gateway-process.js';
import { CLIENT } from './client-order.js';
import { ClientProcess } from './client-process.js';
import { nodeKind, type NodeKind } from './node-kind.js';

/** A network that is measured: which definition, and whether chaincode asks for several keys in one turn. */
export interface BenchNetworkPlan {
  readonly name: string;
  readonly definition: string;
  readonly turns: 'single' | 'batched';
}

export interface NodeMemory {
  readonly node: string;
  readonly rss: number;
}

/** A Fabric network of this run with a gateway of all its departments. */
export class BenchNetwork {
  readonly name: string;
  readonly folder: string;
  /** What `up` took. */
  readonly seconds: number;
  readonly #bench: Bench;
  readonly #native: NativeNetwork;
  readonly #plan: BenchNetworkPlan;
  #gateway: Promise<GatewayProcess> | undefined;
  #sdk: Promise<ClientProcess> | undefined;

  private constructor(bench: Bench, plan: BenchNetworkPlan, native: NativeNetwork, seconds: number) {
    this.name = plan.name;
    this.folder = folderOf(bench, plan);
    this.seconds = seconds;
    this.#bench = bench;
    this.#plan = plan;
    this.#native = native;
  }

  static async up(bench: Bench, plan: BenchNetworkPlan): Promise<BenchNetwork> {
    const directory = join(folderOf(bench, plan), 'network');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    bench.cleanup.add(async () => {
      await NativeNetwork.down(directory, { purge: true });
    });
    const began = performance.now();
    const native = await NativeNetwork.up({
      directory,
      ...networkOf(plan),
      ports: 'free',
      signal: bench.signal,
      onProgress: ({ title, seconds }) => {
        bench.tell(`${plan.name}: ${title.en}, ${seconds.toFixed(1)} s`);
      },
    });
    return new BenchNetwork(bench, plan, native, (performance.now() - began) / 1000);
  }

  /** A gateway of all departments, with the catalogue and the graduates' records as far as their departments are there. */
  gateway(): Promise<GatewayProcess> {
    this.#gateway ??= this.#openGateway();
    return this.#gateway;
  }

  /** A client that has nothing of ours between itself and the SDK. */
  sdk(): Promise<ClientProcess> {
    this.#sdk ??= this.#openClient('sdk-child.js', this.#forSdk());
    return this.#sdk;
  }

  /** A client with our whole adapter, through this SDK. */
  ledger(driver: FabricDriver): Promise<ClientProcess> {
    return this.#openClient('ledger-child.js', {
      BENCH_DEFINITION: this.#plan.definition,
      BENCH_CONNECTIONS: networkFolder(this.#native.directory).connections,
      BENCH_DIRECTORY: join(this.folder, driver),
      BENCH_DRIVER: driver,
    });
  }

  /** Resident sets of its processes. */
  async memory(): Promise<NodeMemory[]> {
    return Promise.all(this.#running().map(async ({ name, pid }) => ({ node: name, rss: await residentSet(pid) })));
  }

  /** CPU time since they started, of all processes of a kind; whole hundredths of a second for each. */
  async cpuMicros(): Promise<ReadonlyMap<NodeKind, number>> {
    const spent = new Map<NodeKind, number>();
    for (const { name, pid } of this.#running())
      spent.set(nodeKind(name), (spent.get(nodeKind(name)) ?? 0) + (await cpuMicrosOf(pid)));
    return spent;
  }

  async down(): Promise<void> {
    await (await this.#gateway)?.end();
    await this.#native.down();
  }

  #running(): { readonly name: string; readonly pid: number }[] {
    return this.#native.site.nodes.flatMap(({ name }) => {
      const { pid } = this.#native.node(name);
      return pid === undefined ? [] : [{ name, pid }];
    });
  }

  async #openGateway(): Promise<GatewayProcess> {
    await this.#enrol();
    const settings = {
      ONEDOOR_LEDGER: 'fabric',
      ONEDOOR_NETWORK: this.#plan.definition,
      ONEDOOR_NETWORK_FOLDER: this.#native.directory,
    };
    const gateway = await GatewayProcess.start(this.#bench.cleanup, { home: this.#home, settings });
    this.#bench.tell(`${this.name}: preparing the district`);
    await gateway.prepare(this.#bench.persons);
    return gateway;
  }

  async #openClient(module: string, environment: Readonly<Record<string, string>>): Promise<ClientProcess> {
    await this.gateway(); // its identities are the client's
    return ClientProcess.start(this.#bench.cleanup, module, { BENCH_WALLET: this.#wallet, ...environment });
  }

  #forSdk(): Readonly<Record<string, string>> {
    const { channel, chaincode } = loadDefinition(this.#plan.definition);
    const connection = join(networkFolder(this.#native.directory).connections, `${CLIENT.department}.json`);
    return { BENCH_CONNECTION: connection, BENCH_CHANNEL: channel, BENCH_CHAINCODE: chaincode };
  }

  async #enrol(): Promise<void> {
    const { connections, enrolments } = networkFolder(this.#native.directory);
    const departments = loadDefinition(this.#plan.definition).departments.map(({ code }) => code);
    await enrolMissing({ connections, enrolments, wallet: this.#wallet, departments });
  }

  get #home(): string {
    return join(this.folder, 'home');
  }

  get #wallet(): string {
    return join(this.#home, 'wallet');
  }
}

function networkOf({ definition, turns }: BenchNetworkPlan): ReturnType<typeof onedoorNetwork> {
  const network = onedoorNetwork(loadDefinition(definition));
  const environment = { ONEDOOR_CHAINCODE_TURNS: turns };
  return { ...network, chaincodes: network.chaincodes.map((chaincode) => ({ ...chaincode, environment })) };
}

function folderOf(bench: Bench, { name }: BenchNetworkPlan): string {
  return join(bench.folder, name.replaceAll(/[^a-z]+/gu, '-'));
}

async function residentSet(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024;
}

const TICKS_PER_SECOND = 100; // USER_HZ, in which Linux tells it on every architecture that Fabric runs on

async function cpuMicrosOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold spaces: what is counted comes after it.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user + system) / TICKS_PER_SECOND) * 1_000_000;
}
