// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { EmbeddedNetwork, Identity } from '../../../network/embedded/index.js';
import { DepartmentNotHosted } from '../department-not-hosted.js';
import type { Caller } from '../ledger.js';

/** One identity per hosted department and role, enrolled when it is first needed. */
export class CallerIdentities {
  readonly #network: EmbeddedNetwork;
  readonly #hosted: ReadonlyMap<string, string>;
  readonly #identities = new Map<string, Promise<Identity>>();

  constructor(network: EmbeddedNetwork, { departments }: NetworkDefinition, hosted: readonly string[]) {
    this.#network = network;
    this.#hosted = new Map(
      departments.filter(({ code }) => hosted.includes(code)).map(({ code, mspId }) => [code, mspId]),
    );
  }

  /** @throws {DepartmentNotHosted} */
  async of({ department, role }: Caller): Promise<Identity> {
    const mspId = this.#hosted.get(department);
    if (mspId === undefined) throw new DepartmentNotHosted(department);
    const key = `${department}/${role}`;
    const known = this.#identities.get(key);
    if (known !== undefined) return known;
    const enrolled = this.#network.enrol(mspId, `gateway-${role}`, { 'onedoor.role': role });
    this.#identities.set(key, enrolled);
    enrolled.catch(() => this.#identities.delete(key)); // so that the next call tries again
    return enrolled;
  }
}
