// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from '../../gateway/home.js';

/** Removes what this program made in a home, and nothing else that may lie there. */
export async function resetHome(home: Home): Promise<void> {
  const made = [
    home.ledger,
    home.ledgerKind,
    home.keys,
    home.exports,
    home.run,
    home.ledgerSeen,
    home.backupWish,
    home.backupOutcome,
    join(home.folder, 'data-version'),
    join(home.folder, 'demo.json'),
    ...[home.readModel, home.pseudonyms, home.idempotency].flatMap((file) => [
      file,
      `${file}-wal`,
      `${file}-shm`,
      `${file}.rebuilding`,
    ]),
  ];
  for (const path of made) await rm(path, { recursive: true, force: true });
}
