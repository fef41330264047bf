// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import type { NetworkDefinition } from '../definitions/definition.js';
import { completeDefinition } from '../definitions/complete-definition.js';
import type { Identity } from './certificates/msp-folder.js';
import { withLock } from './files/folder-lock.js';
import { noNetwork } from './network-failure.js';
import type { Told } from './network-failure.js';
import type { ChaincodeSetting } from './plan/chaincode-setting.js';
import { prepareState } from './plan/prepare-state.js';
import { readState, writeState } from './plan/network-state.js';
import { peerOrganisation } from './plan/organisations.js';
import { Site } from './plan/site.js';
import { checkVersions } from './programs/check-versions.js';
import { locatePrograms } from './programs/locate-programs.js';
import type { Programs } from './programs/locate-programs.js';
import { NodeHandle } from './node-handle.js';
import type { NetworkStatus } from './status/network-status.js';
import { readStatus } from './status/read-status.js';
import { demandGoingOn } from './steps/bring-up.js';
import { DepartmentClient } from './steps/department-client.js';
import type { ChannelCall, Committed } from './steps/department-client.js';
import { processOf } from './steps/node-control.js';
import { authorityOf, registrarOf } from './steps/start-authorities.js';
import { startSupervisor } from './supervise/supervisor-process.js';
import { demandNetworkFolder, removeIfEmpty, removeNetwork } from './steps/purge-folder.js';
import { stopFolder } from './steps/stop-nodes.js';
import { UP_STEPS } from './steps/up-steps.js';
import { connectionFile } from './steps/write-connections.js';

/** What `up` tells while it works. */
export interface Progress {
  readonly step: string;
  readonly title: Told;
  readonly seconds: number;
}

/** A transaction or question of one department's administrator. */
export interface AdministratorCall extends ChannelCall {
  readonly department: string;
  /** Departments whose peers endorse; its own alone where nothing is said. */
  readonly endorsers?: readonly string[];
}

export interface UpOptions {
  readonly directory: string;
  readonly definition: NetworkDefinition;
  readonly chaincodes: readonly ChaincodeSetting[];
  readonly programs?: Programs;
  /** First of the ports, or `free` for any; as the definition says where nothing is said. */
  readonly ports?: 'free' | number;
  /** Roles that each department's gateway needs an identity for. */
  readonly roles?: readonly string[];
  /** Asked and committed at the end, so that `up` ends with a transaction that went all the way. */
  readonly first?: readonly AdministratorCall[];
  /** Whether a process of its own starts crashed nodes again. Who tests crashes does without. */
  readonly supervised?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface DownOptions {
  /** Remove ledgers, certificates and keys as well. */
  readonly purge?: boolean;
}

/** A Fabric network of plain processes on this host. */
export class NativeNetwork {
  readonly site: Site;
  readonly #programs: Programs | undefined;

  private constructor(site: Site, programs: Programs | undefined) {
    this.site = site;
    this.#programs = programs;
  }

  /** Brings a network up; one that is half up is brought up the rest of the way. @throws {NetworkFailure} */
  static up(options: UpOptions): Promise<NativeNetwork> {
    return withLock(options.directory, () => NativeNetwork.#up(options));
  }

  static async #up(options: UpOptions): Promise<NativeNetwork> {
    const { directory, chaincodes, roles = [], signal, onProgress = () => undefined } = options;
    const definition = completeDefinition(options.definition);
    const programs = options.programs ?? locatePrograms(definition.fabric);
    await checkVersions(programs, definition.fabric);
    const ports = options.ports ?? definition.firstPort;
    const site = new Site(directory, await prepareState({ directory, definition, chaincodes, roles, ports }));
    try {
      for (const step of [...UP_STEPS, ...firstTransaction(options)]) {
        demandGoingOn(signal);
        const began = Date.now();
        await step.run({ site, programs, wanted: chaincodes, signal });
        onProgress({ step: step.name, title: step.title, seconds: (Date.now() - began) / 1000 });
      }
    } finally {
      // Nodes that run are looked after also where something ends this before its time: another build, say.
      const runs = site.nodes.some((node) => processOf(site, node).pid !== undefined);
      if (options.supervised === true && runs) startSupervisor(directory);
    }
    const state = { ...site.state, ready: true };
    writeState(directory, state);
    return new NativeNetwork(new Site(directory, state), programs);
  }

  /** The network of a folder, running or not. @throws {NetworkFailure} NO_NETWORK */
  static open(directory: string, programs?: Programs): Promise<NativeNetwork> {
    const state = readState(directory);
    if (state === undefined) return Promise.reject(noNetwork(directory));
    return Promise.resolve(new NativeNetwork(new Site(directory, state), programs));
  }

  get directory(): string {
    return this.site.directory;
  }

  /** Fabric's programs that its nodes are started with. */
  get programs(): Programs {
    return this.#programs ?? locatePrograms(this.site.state.definition.fabric);
  }

  /** The department's connection profile. */
  connection(department: string): unknown {
    return JSON.parse(readFileSync(connectionFile(this.site, department), 'utf8')) as unknown;
  }

  /** @throws {NetworkFailure} UNKNOWN_NODE */
  node(name: string): NodeHandle {
    return new NodeHandle(this.site, this.site.node(name), () => this.programs);
  }

  /** Registers an identity at the department's authority and enrols it, or gives a known one a new certificate. */
  async enrol(department: string, id: string, attributes: Readonly<Record<string, string>> = {}): Promise<Identity> {
    const found = this.site.state.definition.departments.find(({ code }) => code === department);
    if (found === undefined) throw new Error(`${department} is no department of this network`);
    const organisation = peerOrganisation(found);
    const authority = authorityOf(this.site, organisation, 'signing');
    const registrar = registrarOf(this.site, organisation, 'signing');
    const secret = await authority.register(registrar, { id, type: 'client', attributes, enrolments: 1 });
    return { mspId: found.mspId, ...(await authority.enrol({ id, secret })) };
  }

  submit(call: AdministratorCall): Promise<Committed> {
    return submitAs(this.site, call);
  }

  evaluate(call: AdministratorCall): Promise<Uint8Array> {
    return new DepartmentClient(this.site, call.department).evaluate(call);
  }

  status(): Promise<NetworkStatus> {
    return readStatus(this.site);
  }

  /** Stops every process; with `purge` nothing of the network remains. */
  down(options: DownOptions = {}): Promise<void> {
    return NativeNetwork.down(this.directory, options);
  }

  /**
   * Takes down whatever network is in the folder, also one that never came up. Files of others stay where they are.
   * @throws {NetworkFailure} NO_NETWORK, with `purge`, for a folder that no network was made in.
   */
  static async down(directory: string, { purge = false }: DownOptions = {}): Promise<void> {
    if (!existsSync(directory)) return;
    if (purge) demandNetworkFolder(directory);
    await withLock(directory, async () => {
      await stopFolder(directory);
      if (purge) removeNetwork(directory);
    });
    if (purge) removeIfEmpty(directory);
  }

  /** Whether any of its processes runs. */
  get running(): boolean {
    return this.site.nodes.some((node) => processOf(this.site, node).pid !== undefined);
  }
}

function firstTransaction({ first = [] }: UpOptions) {
  if (first.length === 0) return [];
  const title = { zh: '首笔交易', en: 'a first transaction' };
  const run = async ({ site }: { readonly site: Site }): Promise<void> => {
    for (const call of first) await submitAs(site, call);
  };
  return [{ name: 'transaction', title, run }];
}

function submitAs(
  site: Site,
  { department, endorsers = [department], ...call }: AdministratorCall,
): Promise<Committed> {
  const peers = endorsers.flatMap((code) => site.peers.filter((peer) => peer.department === code).slice(0, 1));
  return new DepartmentClient(site, department).submit(call, peers);
}
