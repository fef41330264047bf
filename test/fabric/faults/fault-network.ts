// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mspIdOf, REGISTRAR } from '../../../chaincode/domain/names.js';
import { enrolMissing } from '../../../gateway/ledger/fabric/wallet/enrol-missing.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { NativeNetwork } from '../../../network/native/native-network.js';
import { networkFolder } from '../../../network/native/network-folder.js';
import { leaderOf } from '../../../network/native/steps/raft-leader.js';
import { onedoorNetwork } from '../../../scripts/network/onedoor-network.js';
import { Client } from '../../faults/crash/client.js';
import { KilledGateway, type GatewayProcessOptions, type OpenReport } from '../../faults/crash/killed-gateway.js';
import type { CheckReport } from '../../faults/crash/messages.js';
import { DEPARTMENTS } from '../../gateway/usecases/support/catalogue.js';
import { readKept, type KeptEnvelopes } from './kept-envelopes.js';
import { NetworkNamespace } from './namespace/network-namespace.js';

const LEADER_MS = 30_000;

/** A network of four departments and three orderers of three of them, with one gateway of all departments before it. */
export class FaultNetwork {
  readonly native: NativeNetwork;
  readonly #folder: string;
  #gateway: KilledGateway | undefined;
  #client: Client | undefined;
  #namespace: NetworkNamespace | undefined;

  private constructor(folder: string, native: NativeNetwork) {
    this.#folder = folder;
    this.native = native;
  }

  static async up(tell: (line: string) => void = () => undefined): Promise<FaultNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'onedoor-fabric-faults-'));
    const definition = definitionOf();
    await writeFile(join(folder, 'definition.json'), JSON.stringify(definition));
    const directory = join(folder, 'network');
    try {
      const native = await NativeNetwork.up({
        directory,
        ...onedoorNetwork(definition),
        ports: 'free',
        onProgress: ({ title, seconds }) => {
          tell(`${title.en}, ${seconds.toFixed(1)} s`);
        },
      });
      const network = new FaultNetwork(folder, native);
      await enrolMissing({
        ...networkFolder(directory),
        wallet: join(folder, 'home', 'wallet'),
        departments: DEPARTMENTS,
      });
      await network.openGateway();
      return network;
    } catch (error) {
      await NativeNetwork.down(directory, { purge: true }).catch(() => undefined); // the first error says more
      throw error;
    }
  }

  /** Who may be asked now. */
  get client(): Client {
    if (this.#client === undefined) throw new Error('no gateway is open');
    return this.#client;
  }

  async openGateway(options: GatewayProcessOptions = {}): Promise<OpenReport> {
    const settings = {
      ONEDOOR_LEDGER: 'fabric',
      ONEDOOR_NETWORK: join(this.#folder, 'definition.json'),
      ONEDOOR_NETWORK_FOLDER: this.native.directory,
      ...options.settings,
    };
    this.#gateway = new KilledGateway({ ...options, settings });
    const opened = await this.#gateway.open(join(this.#folder, 'home'));
    this.#client = new Client(opened);
    return opened;
  }

  async killGateway(): Promise<void> {
    await this.#gateway?.kill();
  }

  /** What the gateway has signed and knows no final code of, also after its end. */
  kept(): KeptEnvelopes {
    return readKept(join(this.#folder, 'home', 'ledger', 'envelopes.log'));
  }

  /** The next time that the gateway's clock is to be right or wrong; only where it was opened with a shifted one. */
  turnClock(): void {
    this.#gateway?.signal('SIGUSR2');
  }

  async height(): Promise<number> {
    return (await this.check(Number.MAX_SAFE_INTEGER, [])).height;
  }

  /** Holds ledger, read model and the store of requests against each other, from this block on. */
  check(from: number, acknowledged: readonly string[]): Promise<CheckReport> {
    if (this.#gateway === undefined) throw new Error('no gateway is open');
    return this.#gateway.check({ order: 'check', from, acknowledged, whole: false });
  }

  /** The orderer that leads. @throws if none does in time. */
  async leader(): Promise<string> {
    const until = Date.now() + LEADER_MS;
    while (Date.now() < until) {
      const found = await leaderOf(this.native.site);
      if (found !== undefined) return found;
      await pause(50);
    }
    throw new Error('no orderer leads');
  }

  async follower(): Promise<string> {
    const leader = await this.leader();
    const found = this.native.site.orderers.find(({ name }) => name !== leader);
    if (found === undefined) throw new Error('there is one orderer only');
    return found.name;
  }

  /** Moves a peer into a network namespace of its own, where {@link cutOff} reaches it. */
  async isolate(name: string): Promise<void> {
    const { site } = this.native;
    const portsOf = (node: string): number[] =>
      Object.entries(site.state.ports)
        .filter(([listener]) => listener.startsWith(`${node}/`))
        .map(([, port]) => port);
    const inside = portsOf(name);
    const outside = Object.values(site.state.ports).filter((port) => !inside.includes(port));
    const node = this.native.node(name);
    await node.stop();
    this.#namespace = await NetworkNamespace.open({ inside, outside });
    await node.start(this.#namespace.under);
    await answers(node.port('operations'));
  }

  /** Ends {@link isolate}: the peer runs where the others do. */
  async bringBack(name: string): Promise<void> {
    const node = this.native.node(name);
    await node.stop();
    await this.#namespace?.close();
    this.#namespace = undefined;
    await node.start();
  }

  cutOff(): void {
    this.#namespace?.cut();
  }

  reconnect(): void {
    this.#namespace?.mend();
  }

  /** Nothing of it runs or lies anywhere afterwards. */
  async down(): Promise<void> {
    await this.killGateway();
    await this.native.down({ purge: true });
    await this.#namespace?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** The relay takes connections before the peer does. */
async function answers(port: number): Promise<void> {
  const until = Date.now() + LEADER_MS;
  while (Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => undefined,
    );
    if (answer?.ok === true) return;
    await pause(100);
  }
  throw new Error('the peer does not answer in its network namespace');
}

function definitionOf(): NetworkDefinition {
  return {
    channel: 'district',
    chaincode: 'onedoor',
    departments: DEPARTMENTS.map((code) => ({
      code,
      mspId: mspIdOf(code),
      title: { zh: code, en: code },
      bodies: code === REGISTRAR ? ['AUDITOR', 'OPERATOR', 'PSEUDONYM_SERVICE'] : [],
    })),
    orderers: DEPARTMENTS.slice(0, 3).map((department, index) => ({ code: `orderer${index + 1}`, department })),
  };
}
