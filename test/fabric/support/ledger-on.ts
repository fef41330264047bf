// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type Role } from '../../../chaincode/domain/roles.js';
import type { FabricLedger } from '../../../gateway/ledger/fabric/fabric-ledger.js';
import { openFabricLedger, type FabricLedgerOptions } from '../../../gateway/ledger/fabric/open-fabric-ledger.js';
import { keepIdentity } from '../../../gateway/ledger/fabric/wallet/keep-identity.js';
import { labelOf } from '../../../gateway/ledger/fabric/wallet/wallet.js';
import type { NativeNetwork } from '../../../network/native/native-network.js';
import { networkFolder } from '../../../network/native/network-folder.js';

/** A folder with identities of its own on a running network, and the ledgers that are opened from it. */
export interface LedgerFolder {
  readonly folder: string;
  /** Below it lies what was signed and is not known to be in a block. */
  readonly kept: string;
  open(options?: Partial<FabricLedgerOptions>): Promise<FabricLedger>;
  /** Closes what was opened and removes the folder. */
  remove(): Promise<void>;
}

/** Enrols every role of these departments; the one-time secrets of the network stay for whoever tests them. */
export async function ledgerFolderOn(
  network: NativeNetwork,
  departments = ['data-bureau', 'human-resources'],
  roles: readonly Role[] = ROLES,
): Promise<LedgerFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-adapter-'));
  const wallet = join(folder, 'wallet');
  for (const department of departments) {
    for (const role of roles) {
      const { privateKey: key, ...identity } = await network.enrol(department, `test-${role}`, {
        'onedoor.role': role,
      });
      const privateKey = key.export({ format: 'pem', type: 'pkcs8' }) as string;
      await keepIdentity(wallet, labelOf(department, role), { ...identity, privateKey });
    }
  }
  const opened: FabricLedger[] = [];
  const kept = join(folder, 'ledger');
  const { connections } = networkFolder(network.directory);
  const { definition } = network.site.state;
  return {
    folder,
    kept,
    open: async (options = {}) => {
      const hosted = departments;
      const ledger = await openFabricLedger({ definition, connections, wallet, directory: kept, hosted, ...options });
      opened.push(ledger);
      return ledger;
    },
    remove: async () => {
      for (const ledger of opened) await ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
