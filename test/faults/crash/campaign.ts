// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../../scripts/demo/random.js';
import { Client } from './client.js';
import type { CrashFigures } from './figures.js';
import { judgeAnswer, judgeEffect, judgeRepeat, type Granted } from './judge-answers.js';
import { KilledGateway } from './killed-gateway.js';
import { Workload, type Wish } from './workload.js';

export interface CampaignPlan {
  readonly kills: number;
  readonly seed: number;
  readonly isOver: () => boolean;
  readonly onKill?: (figures: CrashFigures) => void;
}

const CLIENTS = 6;
/** Answers after which a kill may come, on a quick machine or a slow one, and milliseconds more. */
const MOST_ANSWERS = 16;
const LONGEST_AFTER = 30;
const LONGEST_LOAD = 4_000;
/** Of a hundred kills those that fall into an opening. */
const WHILE_OPENING = 10;
const LONGEST_OPENING = 400;
/** Answered requests of a cycle that are asked again and looked at from outside. */
const LOOKED_AT = 3;
const BETWEEN_REBUILDS = 50;

/** Kills a gateway under load again and again, and looks each time whether everything is there once. */
export class CrashCampaign {
  readonly #plan: CampaignPlan;
  readonly #random: Random;
  readonly #workload: Workload;
  readonly #openTimes: number[] = [];
  readonly #wrong: string[] = [];
  /** Asked before the kill and not answered. */
  #unanswered: Wish[] = [];
  /** Answered since the last look. */
  #granted: Granted[] = [];
  #counts = { kills: 0, whileOpening: 0, answered: 0, cutOff: 0, transactions: 0, blocks: 0 };
  #looked = 0;

  constructor(plan: CampaignPlan) {
    this.#plan = plan;
    this.#random = new Random(plan.seed);
    this.#workload = new Workload(this.#random);
  }

  async run(): Promise<CrashFigures> {
    const home = await mkdtemp(join(tmpdir(), 'onedoor-crash-'));
    const started = Date.now();
    let gateway = new KilledGateway();
    let next = new KilledGateway();
    try {
      while (this.#counts.kills < this.#plan.kills && this.#wrong.length === 0 && !this.#plan.isOver()) {
        await this.#cycle(gateway, home);
        gateway = next;
        next = new KilledGateway();
        this.#plan.onKill?.(this.#figures(started));
      }
      await this.#look(gateway, home, true);
    } finally {
      await Promise.all([gateway.kill(), next.kill()]);
      if (this.#wrong.length === 0) await rm(home, { recursive: true });
      else this.#wrong.push(`the home is kept: ${home}`);
    }
    return this.#figures(started);
  }

  async #cycle(gateway: KilledGateway, home: string): Promise<void> {
    if (this.#counts.kills > 0 && this.#random.chance(WHILE_OPENING)) {
      await gateway.beginToOpen(home);
      await pause(this.#random.between(0, LONGEST_OPENING));
      this.#counts.whileOpening += 1;
    } else {
      const client = await this.#look(gateway, home, this.#counts.kills % BETWEEN_REBUILDS === BETWEEN_REBUILDS - 1);
      await this.#load(client, gateway);
    }
    await gateway.kill();
    this.#counts.kills += 1;
  }

  /** Opens the gateway again and holds everything against what was answered before the kill. */
  async #look(gateway: KilledGateway, home: string, whole: boolean): Promise<Client> {
    const begun = Date.now();
    const opened = await gateway.open(home);
    this.#openTimes.push(Date.now() - begun);
    const client = new Client(opened);
    const unanswered = this.#unanswered.splice(0);
    await Promise.all(unanswered.map((wish) => this.#finish(client, wish)));
    const granted = this.#granted.splice(0);
    const looked = [...granted.slice(-unanswered.length - LOOKED_AT)];
    for (const one of looked)
      this.#wrong.push(...(await judgeEffect(client, one)), ...(await judgeRepeat(client, one)));
    const acknowledged = granted.flatMap(({ answer }) => answer.ledger?.transactionId ?? []);
    const check = await gateway.check({ order: 'check', from: this.#looked, acknowledged, whole });
    this.#wrong.push(...check.wrong);
    this.#looked = check.height;
    this.#counts.transactions += check.transactions;
    this.#counts.blocks = check.height;
    return client;
  }

  /** Repeats what was cut off, with its key: now it must be granted, whether it had been carried out or not. */
  async #finish(client: Client, wish: Wish): Promise<void> {
    const answered = await client.untilAnswered(wish);
    this.#wrong.push(...judgeAnswer(wish, answered));
    this.#keep({ wish, answer: answered.body });
  }

  async #load(client: Client, gateway: KilledGateway): Promise<void> {
    const enough = this.#counts.answered + this.#random.between(0, MOST_ANSWERS);
    let isKilled = false;
    const work = async (): Promise<void> => {
      while (!isKilled) {
        const wish = this.#workload.next();
        this.#unanswered.push(wish);
        const answered = await client.send(wish).catch(() => undefined);
        if (answered === undefined) return; // cut off: to be repeated
        this.#unanswered = this.#unanswered.filter((one) => one !== wish);
        this.#wrong.push(...judgeAnswer(wish, answered));
        this.#keep({ wish, answer: answered.body });
        this.#counts.answered += 1;
      }
    };
    const working = Array.from({ length: CLIENTS }, work);
    for (let waited = 0; this.#counts.answered < enough && waited < LONGEST_LOAD; waited += 1) await pause(1);
    await pause(this.#random.between(0, LONGEST_AFTER));
    const killing = gateway.kill();
    isKilled = true;
    await Promise.all([killing, ...working]);
    this.#counts.cutOff += this.#unanswered.length;
  }

  #keep(granted: Granted): void {
    this.#granted.push(granted);
    if (granted.wish.kind !== 'attest') return;
    granted.answer.results?.forEach(({ recordId }, index) => {
      const number = granted.wish.persons[index];
      if (recordId !== undefined && number !== undefined) this.#workload.stands(number, recordId);
    });
  }

  #figures(started: number): CrashFigures {
    const times = [...this.#openTimes].sort((a, b) => a - b);
    const seconds = Math.round((Date.now() - started) / 100) / 10;
    return {
      seed: this.#plan.seed,
      ...this.#counts,
      openMedianMs: times[Math.floor(times.length / 2)] ?? 0,
      openMostMs: times.at(-1) ?? 0,
      seconds,
      secondsPerKill: Math.round((seconds / Math.max(1, this.#counts.kills)) * 100) / 100,
      wrong: [...this.#wrong],
    };
  }
}
