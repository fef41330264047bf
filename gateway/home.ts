// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the state of an installation lies. Everything under one folder that only its owner can open. */
export interface Home {
  readonly folder: string;
  /**
   * Of the embedded ledger: blocks, what is derived from them, and the identities that sign. Of Fabric: what was signed
   * and is not known to be in a block yet.
   */
  readonly ledger: string;
  /** To which ledger this home belongs: `embedded` or `fabric`. */
  readonly ledgerKind: string;
  readonly readModel: string;
  /** Secrets of the pseudonym service's subjects. */
  readonly pseudonyms: string;
  /** Which transactions were made for which request. */
  readonly idempotency: string;
  /** Keys, mode 0600 each. */
  readonly keys: string;
  readonly demoTokenKey: string;
  /** Identities that sign on a Fabric network, one per department and role. */
  readonly wallet: string;
  /** TLS certificates towards the pseudonym service, a folder per department. */
  readonly tls: string;
  readonly exports: string;
  /** What was uploaded for materials that are on no record, sealed. */
  readonly uploads: string;
  /** Who serves this folder now: process id and URL. */
  readonly run: string;
  /** The same of the pseudonym service, where it is a process of its own. */
  readonly pseudonymsRun: string;
  /** The last block whose effect was shown: outside the ledger's folder, so that an older ledger is noticed. */
  readonly ledgerSeen: string;
  /** A backup that is asked of whoever serves this folder, and what became of it. */
  readonly backupWish: string;
  readonly backupOutcome: string;
}

/** The layout; touches nothing. */
export function homeAt(folder: string): Home {
  return {
    folder,
    ledger: join(folder, 'ledger'),
    ledgerKind: join(folder, 'ledger-kind'),
    readModel: join(folder, 'readmodel.sqlite'),
    pseudonyms: join(folder, 'pseudonyms.sqlite'),
    idempotency: join(folder, 'idempotency.sqlite'),
    keys: join(folder, 'keys'),
    demoTokenKey: join(folder, 'keys', 'demo-token.key'),
    wallet: join(folder, 'wallet'),
    tls: join(folder, 'tls'),
    exports: join(folder, 'exports'),
    uploads: join(folder, 'uploads'),
    run: join(folder, 'run.json'),
    pseudonymsRun: join(folder, 'pseudonyms-run.json'),
    ledgerSeen: join(folder, 'ledger-seen.json'),
    backupWish: join(folder, 'backup-wish.json'),
    backupOutcome: join(folder, 'backup-outcome.json'),
  };
}

/** Makes the folders that are not there, mode 0700. */
export async function prepareHome(home: Home): Promise<void> {
  for (const folder of [home.folder, home.keys, home.exports, home.uploads]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700); // a folder that was there may have been open to others
  }
}
