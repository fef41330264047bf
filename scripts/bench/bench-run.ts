// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { BenchOptions } from './options.js';
import type { Arm, Rounds, RoundsOptions } from './measure/rounds.js';
import { interleave } from './measure/rounds.js';
import type { Sample } from './measure/sample.js';
import { GrownHome } from './district/grown-home.js';
import { Cleanup } from './processes/cleanup.js';
import { GatewayProcess } from './processes/gateway-process.js';
import { LoadProcess, type Order, type Served } from './processes/load-process.js';
import { RawProcess } from './processes/raw-process.js';
import { openImmudb } from './peers/open-immudb.js';
import type { Peer } from './peers/peer.js';

const PERSONS = 512;
const PERSONS_QUICK = 200;
/** Loads count from here; below are the rows of imports, far above the subjects of cases. */
const FIRST_NUMBER = 12_000_000;
/** A run on state that is kept begins somewhere among these, so that it hardly ever meets what a run before it made. */
const FIRST_NUMBERS_OF_KEPT_STATE = 15_000_000;

/** What the experiments of one run share: settings, processes that are started when first needed, and their end. */
export class Bench {
  readonly options: BenchOptions;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly cleanup: Cleanup;
  readonly #tell: (line: string) => void;
  #next: number;
  #hasDistrict = false;
  #gateway: Promise<GatewayProcess> | undefined;
  #raw: Promise<RawProcess> | undefined;
  #load: Promise<LoadProcess> | undefined;
  #immudb: Promise<Peer> | undefined;
  readonly #grown = new Map<string, Promise<GrownHome>>();

  constructor(options: BenchOptions, signal: AbortSignal, folder: string, tell: (line: string) => void) {
    this.options = options;
    this.signal = signal;
    this.folder = folder;
    this.cleanup = new Cleanup();
    this.#tell = tell;
    this.#next = FIRST_NUMBER + (options.state === undefined ? 0 : randomInt(FIRST_NUMBERS_OF_KEPT_STATE));
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

  /** For so long each arm runs before it is measured. */
  get warmUpSeconds(): number {
    return Math.min(this.options.quick ? 1 : 5, 4 * this.seconds);
  }

  /** Subjects with cases: more than there are clients at once, because a subject is in one open transaction at a time. */
  get persons(): number {
    return this.options.persons ?? (this.options.quick ? PERSONS_QUICK : PERSONS);
  }

  tell(line: string): void {
    this.#tell(line);
  }

  /** Numbers that nobody had yet, so that what is new stays new. */
  readonly numbers = (count: number): number => this.takeNumbers(count);

  takeNumbers(count: number): number {
    const first = this.#next;
    this.#next += count;
    return first;
  }

  /** Loads a server. An order that counts begins where the one before it ended. */
  async measure(served: Served, order: Order): Promise<Sample> {
    const load = await this.load();
    const { asking } = order;
    if (!('from' in asking)) return load.run(served, order);
    const sample = await load.run(served, { ...order, asking: { ...asking, from: this.#next } });
    this.#next += sample.requests * ('records' in asking ? asking.records : 1) + 1;
    return sample;
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

  /** A ledger with so many imported records, kept where the user said. */
  grown(name: 'small' | 'large', rows: number): Promise<GrownHome> {
    const folder = join(this.options.state ?? this.folder, `${name}-${rows}`);
    const opened = this.#grown.get(folder) ?? GrownHome.open(this, folder, rows);
    this.#grown.set(folder, opened);
    return opened;
  }

  /** The peer that is compared with, or why there is none. */
  immudb(): Promise<Peer> {
    this.#immudb ??= openImmudb(this);
    return this.#immudb;
  }

  interleave(what: string, arms: readonly Arm[], options: Partial<RoundsOptions> = {}): Promise<Rounds> {
    const { rounds = this.rounds, seconds = this.seconds } = options;
    const { warmUpSeconds, signal } = this;
    const onArm = (arm: string, round?: number): void => {
      this.tell(`${what}: ${round === undefined ? 'warm-up' : `round ${round + 1} of ${rounds}`}, ${arm}`);
    };
    return interleave(arms, { rounds, seconds, warmUpSeconds, signal, onArm });
  }

  async #prepared(): Promise<GatewayProcess> {
    const gateway = await GatewayProcess.start(this.cleanup, { home: this.home });
    if (this.#hasDistrict) return gateway;
    this.tell('preparing the district');
    await gateway.prepare(this.persons);
    this.#hasDistrict = true;
    return gateway;
  }
}
