// SPDX-License-Identifier: Apache-2.0
import type { Session } from '../../usecases/session.js';
import { demandIssuer, verifyToken, type TokenPolicy, type VerifiedToken } from './verify-token.js';

/** Tokens that were verified once: many times as many as a district has officers at work. */
const MOST_TOKENS = 10_000;

/**
 * Verifies each token once: the signature is what a request costs most. What is kept, in memory only, is the token, who
 * it speaks for and its end, and it stands only as long as the keys do under which it was verified.
 */
export class TokenCache {
  readonly #policy: TokenPolicy;
  readonly #known = new Map<string, VerifiedToken>();
  #generation = Number.NaN;

  constructor(policy: TokenPolicy) {
    this.#policy = policy;
  }

  /** Who a token speaks for that was verified before, where that still stands and can be said without waiting. */
  known(token: string): Session | undefined {
    const found = this.#known.get(token);
    if (found === undefined || this.#policy.issuer.keys.generation() !== this.#generation) return undefined;
    return this.#isOver(found) ? undefined : found.session;
  }

  /** @throws {HttpProblem} as {@link verifyToken} does; nothing is kept of a token that is refused. */
  async sessionOf(token: string): Promise<Session> {
    if (!this.#known.has(token)) demandIssuer(token, this.#policy.issuer);
    const keys = await this.#policy.issuer.keys.now();
    if (keys.generation !== this.#generation) {
      this.#generation = keys.generation;
      this.#known.clear();
    }
    const known = this.#known.get(token);
    if (known !== undefined && !this.#isOver(known)) return known.session;
    const verified = await verifyToken(token, this.#policy, keys);
    if (keys.generation === this.#generation) this.#keep(token, verified);
    return verified.session;
  }

  #isOver({ until }: VerifiedToken): boolean {
    return (this.#policy.now?.().getTime() ?? Date.now()) >= until;
  }

  #keep(token: string, verified: VerifiedToken): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_TOKENS && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(token, verified);
  }
}
