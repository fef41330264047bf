// SPDX-License-Identifier: Apache-2.0
import type { Member } from '../../identity/membership.js';
import type { Members } from '../../identity/members.js';
import type { FabricMsp } from './fabric-msp.js';

const KEPT = 10_000;

/** The members of all MSPs of one configuration; each certificate is looked at once. */
export class FabricMembers implements Members {
  readonly #msps: ReadonlyMap<string, FabricMsp>;
  readonly #known = new Map<string, Member | undefined>();

  constructor(msps: Iterable<FabricMsp>) {
    this.#msps = new Map(Array.from(msps, (msp) => [msp.mspId, msp]));
  }

  find(mspId: string, certificate: string): Member | undefined {
    const key = `${mspId}\0${certificate}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const member = this.#msps.get(mspId)?.member(certificate);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(key, member);
    return member;
  }

  /** A peer takes a certificate as good whenever it was issued: what has ended is kept out when it is endorsed and ordered. */
  findValid(mspId: string, certificate: string): Member | undefined {
    return this.find(mspId, certificate);
  }
}
