// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collections } from '../../../../network/embedded/peer/definitions/collections.js';
import { parseRwset } from '../../../../network/embedded/peer/rwset/parse-rwset.js';
import { Simulator } from '../../../../network/embedded/peer/simulation/simulator.js';
import { stateKey } from '../../../../network/embedded/peer/store/keys.js';
import { StateStore } from '../../../../network/embedded/peer/store/state-store.js';
import { encodeVersionedValue } from '../../../../network/embedded/peer/store/versioned-value.js';
import { BlockUpdates } from '../../../../network/embedded/peer/validation/block-updates.js';
import { findConflict } from '../../../../network/embedded/peer/validation/find-conflict.js';

export const NAMESPACE = 'bare';

/** A peer's state and simulators over it, for what chaincode has no way to do. */
export class BareSimulator {
  readonly #directory: string;
  readonly #store: StateStore;

  static async open(): Promise<BareSimulator> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-conformance-'));
    return new BareSimulator(directory, await StateStore.open(directory));
  }

  private constructor(directory: string, store: StateStore) {
    this.#directory = directory;
    this.#store = store;
  }

  /** One block that puts these keys. */
  async put(...keys: string[]): Promise<void> {
    const version = { block: this.#store.height, tx: 0 };
    const value = encodeVersionedValue({ version, value: Buffer.from('v'), metadata: undefined });
    await this.#store.write(keys.map((key) => ({ type: 'put', key: stateKey(NAMESPACE, key), value })));
  }

  /** A simulation on the peer of AMSP, over the present height, of a channel where only `bare` is defined. */
  simulate(): Simulator {
    const definition = { name: NAMESPACE, contracts: [], endorsementPolicy: "OR('AMSP.peer')" };
    return new Simulator({
      transactionId: 't',
      mspId: 'AMSP',
      view: this.#store.current,
      collections: new Collections([definition], ['AMSP']),
    });
  }

  /** The code with which a simulation's results would end now, as the first transaction of a block. */
  async conflict(results: Uint8Array): Promise<string> {
    const view = this.#store.current;
    return (await findConflict(parseRwset(results), view, new BlockUpdates(view))) ?? 'VALID';
  }

  async remove(): Promise<void> {
    await this.#store.close();
    await rm(this.#directory, { recursive: true });
  }
}
