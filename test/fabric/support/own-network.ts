// SPDX-License-Identifier: Apache-2.0
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { NativeNetwork } from '../../../network/native/native-network.js';
import { onedoorNetwork } from '../../../scripts/network/onedoor-network.js';

/** A network of one test file, by default the minimal one, for who may not find on the ledger what others published. */
export class OwnNetwork {
  readonly native: NativeNetwork;

  private constructor(native: NativeNetwork) {
    this.native = native;
  }

  static async up(definition: NetworkDefinition = loadDefinition('minimal')): Promise<OwnNetwork> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-own-network-'));
    try {
      return new OwnNetwork(await NativeNetwork.up({ ...onedoorNetwork(definition), directory, ports: 'free' }));
    } catch (error) {
      await NativeNetwork.down(directory, { purge: true }).catch(() => undefined); // the first error says more
      throw error;
    }
  }

  /** Nothing of it runs or lies anywhere afterwards. */
  down(): Promise<void> {
    return NativeNetwork.down(this.native.directory, { purge: true });
  }
}
