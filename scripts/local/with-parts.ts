// SPDX-License-Identifier: Apache-2.0
import { homeAt } from '../../gateway/home.js';
import { openParts } from '../../gateway/open-parts.js';
import type { GatewayParts } from '../../gateway/open-parts.js';
import { openingFailure } from '../start/opening-failure.js';
import { demandStopped } from './demand-stopped.js';
import { localConfig } from './local-home.js';

/** Does something with ledger, read model and pseudonym service of this home, which no gateway may be serving. */
export async function withParts<T>(work: (parts: GatewayParts) => Promise<T>): Promise<T> {
  const config = localConfig();
  const home = homeAt(config.home);
  await demandStopped(home, config.ledger);
  const parts = await openParts(config, { onFault: () => undefined }).catch((error: unknown) => {
    throw openingFailure(error, home) ?? error;
  });
  try {
    return await work(parts);
  } finally {
    await parts.close();
  }
}
