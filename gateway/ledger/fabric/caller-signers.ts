// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import { DepartmentNotHosted } from '../department-not-hosted.js';
import type { Caller } from '../ledger.js';
import { LedgerUnavailable } from '../ledger-errors.js';
import { signingIdentity, type SigningIdentity } from './signing-identity.js';
import { IdentityUnusable, labelOf, type Wallet } from './wallet/wallet.js';

/** How long a signer is used before the wallet is looked at again: a renewed certificate counts after this. */
const LOOK_AGAIN_MS = 10_000;

interface Known {
  readonly signer: SigningIdentity;
  readonly readAt: number;
}

/** The identities of the wallet with which this gateway signs: one per hosted department and role. */
export class CallerSigners {
  readonly #wallet: Wallet;
  /** MSP ids of the departments that are hosted. */
  readonly #hosted: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Known>();
  readonly #followers = new Map<string, Known>();

  constructor(wallet: Wallet, { departments }: NetworkDefinition, hosted: readonly string[]) {
    this.#wallet = wallet;
    const own = departments.filter(({ code }) => hosted.includes(code));
    this.#hosted = new Map(own.map(({ code, mspId }) => [code, mspId]));
  }

  /** @throws {DepartmentNotHosted} @throws {LedgerUnavailable} the wallet has no such identity that can sign. */
  async of({ department, role }: Caller): Promise<SigningIdentity> {
    if (!this.#hosted.has(department)) throw new DepartmentNotHosted(department);
    const label = `${department}.${role}`;
    const known = this.#known.get(label);
    if (known !== undefined && Date.now() - known.readAt < LOOK_AGAIN_MS) return known.signer;
    const signer = await this.#read(department, role, known?.signer);
    this.#known.set(label, { signer, readAt: Date.now() });
    return signer;
  }

  /** Any identity of a department that can sign: for what is asked in nobody's name. */
  async any(department: string): Promise<SigningIdentity> {
    const before = this.#followers.get(department);
    if (before !== undefined && Date.now() - before.readAt < LOOK_AGAIN_MS) return before.signer;
    const signer = await this.#find(department);
    this.#followers.set(department, { signer, readAt: Date.now() });
    return signer;
  }

  async #find(department: string): Promise<SigningIdentity> {
    const labels = (await this.#wallet.labels()).filter((label) => label.startsWith(`${department}.`));
    let fault: unknown = new LedgerUnavailable(`the wallet holds no identity of ${department}`);
    for (const label of labels) {
      try {
        return await this.of({ department, role: label.slice(department.length + 1) as Role });
      } catch (error) {
        fault = error;
      }
    }
    throw fault;
  }

  /** The signer at hand stays the same as long as its certificate does: what is built on it is built once. */
  async #read(department: string, role: Role, present: SigningIdentity | undefined): Promise<SigningIdentity> {
    try {
      const identity = await this.#wallet.identity(department, role);
      if (identity.mspId !== this.#hosted.get(department))
        throw new IdentityUnusable('FOREIGN', labelOf(department, role));
      return present?.certificate === identity.certificate ? present : signingIdentity(identity);
    } catch (cause) {
      throw new LedgerUnavailable(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }
}
