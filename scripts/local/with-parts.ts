// SPDX-License-Identifier: Apache-2.0
import { homeAt } from '../../gateway/home.js';
import { openParts } from '../../gateway/open-parts.js';
import type { GatewayParts } from '../../gateway/open-parts.js';
import { demandStopped } from './demand-stopped.js';
import { localConfig } from './local-home.js';

/** Does something with ledger, read model and pseudonym service of this home, which no gateway may be serving. */
export async function withParts<T>(work: (parts: GatewayParts) => Promise<T>): Promise<T> {
  const config = localConfig();
  await demandStopped(homeAt(config.home));
  const parts = await openParts(config, { onFault: () => undefined });
  try {
    return await work(parts);
  } finally {
    await parts.close();
  }
}
