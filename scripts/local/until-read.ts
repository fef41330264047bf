// SPDX-License-Identifier: Apache-2.0
import type { GatewayParts } from '../../gateway/open-parts.js';

const WAIT_MS = 60_000;

/** Waits until the read model shows every block there is. @throws if it stopped, or is far behind after a minute. */
export async function untilRead({ ledger, projector }: GatewayParts): Promise<void> {
  const height = await ledger.height();
  if (height === 0n || (await projector.waitFor(height - 1n, WAIT_MS))) return;
  throw projector.fault ?? new Error('the read model does not keep up with the ledger');
}
