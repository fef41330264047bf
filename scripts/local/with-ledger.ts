// SPDX-License-Identifier: Apache-2.0
import { homeAt } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import type { Ledger } from '../../gateway/ledger/ledger.js';
import { openLedger } from '../../gateway/open-parts.js';
import { openingFailure } from '../start/opening-failure.js';
import { demandStopped } from './demand-stopped.js';
import { localConfig } from './local-home.js';

/** Does something with the ledger of this home alone: nothing that is derived from it is opened. */
export async function withLedger<T>(work: (opened: { ledger: Ledger; home: Home }) => Promise<T>): Promise<T> {
  const config = localConfig();
  const home = homeAt(config.home);
  await demandStopped(home);
  const ledger = await openLedger(config).catch((error: unknown) => {
    throw openingFailure(error, home) ?? error;
  });
  try {
    return await work({ ledger, home });
  } finally {
    await ledger.close();
  }
}
