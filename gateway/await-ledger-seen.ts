// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerUnavailable } from './ledger/ledger-errors.js';
import type { Ledger } from './ledger/ledger.js';
import { readLedgerSeen } from './ledger-seen.js';

const WAIT_MS = 30_000;
const POLL_MS = 500;

/**
 * A peer that was restarted or replaced gets its blocks from the others by and by: it is waited for until it has what
 * this home has seen. A ledger that nobody else holds is looked at as it is.
 * @throws {LedgerUnavailable} it does not have them in time.
 */
export async function awaitLedgerSeen(file: string, ledger: Pick<Ledger, 'height'>): Promise<void> {
  const seen = await readLedgerSeen(file);
  if (seen === undefined) return;
  const until = Date.now() + WAIT_MS;
  for (let height = await ledger.height(); height < BigInt(seen.height); height = await ledger.height()) {
    if (Date.now() >= until) {
      throw new LedgerUnavailable(
        `the peer has ${height} of the ${seen.height} blocks that this home has seen: it is still catching up; try again`,
      );
    }
    await sleep(POLL_MS);
  }
}
