// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger } from 'fastify';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { HttpProblem } from '../problems/http-problem.js';
import { findJwks } from './find-jwks.js';
import type { KeysNow, TokenKeys } from './token-keys.js';

/** In milliseconds. */
export interface IssuerTimes {
  /** For how long fetched keys count before they are fetched again: a key that is removed counts no longer than this. */
  readonly fresh: number;
  /** The least time between two fetches for a key that is not known. */
  readonly cooldown: number;
  readonly timeout: number;
  /** For how long the last keys count while the issuer does not answer: no token that it gave out before lives longer. */
  readonly outage: number;
}

const ISSUER_TIMES: IssuerTimes = {
  fresh: 5 * 60_000,
  cooldown: 10_000,
  timeout: 5_000,
  outage: 12 * 3_600_000,
};

export interface IssuerAddress {
  readonly name: string;
  /** Where its keys are; without it the issuer's discovery document says. */
  readonly jwks?: string;
}

type Key = Awaited<ReturnType<JWTVerifyGetKey>>;

interface Loaded {
  readonly find: JWTVerifyGetKey;
  readonly text: string;
  readonly at: number;
}

/** The published keys of an issuer, fetched when they are first needed, again when they are old or lack a key. */
export class IssuerKeys implements TokenKeys {
  readonly #address: IssuerAddress;
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  readonly #times: IssuerTimes;
  #remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  #loaded: Loaded | undefined;
  #generation = 0;
  #tried = Number.NEGATIVE_INFINITY;
  #failing = false;
  #pending: Promise<void> | undefined;

  constructor(address: IssuerAddress, log: Pick<FastifyBaseLogger, 'warn'>, times: IssuerTimes = ISSUER_TIMES) {
    this.#address = address;
    this.#log = log;
    this.#times = times;
  }

  generation(): number | undefined {
    return this.#within(this.#times.fresh) ? this.#generation : undefined;
  }

  async now(): Promise<KeysNow> {
    if (!this.#within(this.#times.fresh)) await this.#renew();
    const loaded = this.#usable();
    return {
      generation: this.#generation,
      find: (header, token) => this.#find(loaded, header, token),
    };
  }

  /** While the issuer does not answer nobody waits for it who can do with the keys that are here. */
  async #renew(): Promise<void> {
    if (this.#failing && this.#coolingDown()) return;
    const renewed = this.#reload();
    if (this.#failing && this.#within(this.#times.outage)) return;
    await renewed;
  }

  async #find(loaded: Loaded, ...token: Parameters<JWTVerifyGetKey>): Promise<Key> {
    try {
      return await loaded.find(...token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!this.#coolingDown()) await this.#reload();
      // Whether the issuer has such a key by now cannot be said: that is no fault of the token.
      if (this.#failing) throw new HttpProblem('ISSUER_UNAVAILABLE');
      return this.#usable().find(...token);
    }
  }

  #reload(): Promise<void> {
    this.#pending ??= this.#load().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #load(): Promise<void> {
    this.#tried = performance.now();
    const { timeout: timeoutDuration } = this.#times;
    try {
      const { name, jwks } = this.#address;
      this.#remote ??= createRemoteJWKSet(jwks === undefined ? await findJwks(name, timeoutDuration) : new URL(jwks), {
        timeoutDuration,
      });
      await this.#remote.reload();
      this.#take(this.#remote.jwks() ?? { keys: [] });
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      if (this.#address.jwks === undefined) this.#remote = undefined; // the issuer may have moved its keys
      this.#log.warn({ err: error }, 'the keys of the token issuer cannot be fetched');
    }
  }

  #take(jwks: Parameters<typeof createLocalJWKSet>[0]): void {
    const text = JSON.stringify(jwks);
    if (text !== this.#loaded?.text) this.#generation += 1;
    this.#loaded = { find: createLocalJWKSet(jwks), text, at: performance.now() };
  }

  #usable(): Loaded {
    if (this.#loaded === undefined || !this.#within(this.#times.outage)) throw new HttpProblem('ISSUER_UNAVAILABLE');
    return this.#loaded;
  }

  #within(milliseconds: number): boolean {
    return this.#loaded !== undefined && performance.now() - this.#loaded.at < milliseconds;
  }

  #coolingDown(): boolean {
    return performance.now() - this.#tried < this.#times.cooldown;
  }
}
