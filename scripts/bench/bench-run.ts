// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { BenchOptions } from './options.js';
import type { Arm, Rounds } from './measure/rounds.js';
import { interleave } from './measure/rounds.js';
import { Cleanup } from './processes/cleanup.js';
import { GatewayProcess } from './processes/gateway-process.js';
import { LoadProcess } from './processes/load-process.js';
import { RawProcess } from './processes/raw-process.js';
import { openImmudb } from './peers/open-immudb.js';
import type { Peer } from './peers/peer.js';

const PERSONS = 512;
const PERSONS_QUICK = 320;
/** Each order gets numbers of its own, so that what is new stays new. */
const NUMBERS_PER_ORDER = 100_000;

/** What the experiments of one run share: settings, processes that are started when first needed, and their end. */
export class Bench {
  readonly options: BenchOptions;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly cleanup: Cleanup;
  readonly #tell: (line: string) => void;
  #orders = 0;
  #gateway: Promise<GatewayProcess> | undefined;
  #raw: Promise<RawProcess> | undefined;
  #load: Promise<LoadProcess> | undefined;
  #immudb: Promise<Peer> | undefined;

  constructor(options: BenchOptions, signal: AbortSignal, folder: string, tell: (line: string) => void) {
    this.options = options;
    this.signal = signal;
    this.folder = folder;
    this.cleanup = new Cleanup();
    this.#tell = tell;
  }

  get rounds(): number {
    return this.options.rounds ?? 5;
  }

  /** Where no two arms are held against each other, a quick run takes fewer. */
  get roundsOfRates(): number {
    return this.options.rounds ?? (this.options.quick ? 2 : 5);
  }

  /** Length of one arm of one round. */
  get seconds(): number {
    return this.options.seconds ?? (this.options.quick ? 0.5 : 2);
  }

  /** Subjects with cases: more than there are clients at once, because a subject is in one open transaction at a time. */
  get persons(): number {
    return this.options.quick ? PERSONS_QUICK : PERSONS;
  }

  tell(line: string): void {
    this.#tell(line);
  }

  /** Where the numbers of the next order begin. */
  nextNumbers(): number {
    this.#orders += 1;
    return this.#orders * NUMBERS_PER_ORDER;
  }

  /** The gateway that most experiments ask, with the catalogue and the graduates' records. */
  gateway(): Promise<GatewayProcess> {
    this.#gateway ??= this.#prepared();
    return this.#gateway;
  }

  /** Stops that gateway; the next one to ask for it has it start again on the same home. */
  async stopGateway(): Promise<void> {
    const running = await this.#gateway;
    this.#gateway = undefined;
    await running?.end();
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  raw(): Promise<RawProcess> {
    this.#raw ??= RawProcess.start(this.cleanup);
    return this.#raw;
  }

  load(): Promise<LoadProcess> {
    this.#load ??= LoadProcess.start(this.cleanup);
    return this.#load;
  }

  /** The peer that is compared with, or why there is none. */
  immudb(): Promise<Peer> {
    this.#immudb ??= openImmudb(this);
    return this.#immudb;
  }

  interleave(what: string, arms: readonly Arm[], rounds = this.rounds): Promise<Rounds> {
    const onArm = (round: number, arm: string): void => {
      this.tell(`${what}: round ${round + 1} of ${rounds}, ${arm}`);
    };
    return interleave(arms, { rounds, signal: this.signal, onArm });
  }

  async #prepared(): Promise<GatewayProcess> {
    const gateway = await GatewayProcess.start(this.cleanup, { home: this.home });
    this.tell('preparing the district');
    await gateway.prepare(this.persons);
    return gateway;
  }
}
