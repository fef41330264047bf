// SPDX-License-Identifier: Apache-2.0
import { EndorseError } from '../errors.js';

/** Refuses a proposal whose header time is further than the window from this peer's clock; the bound itself is admitted. */
export function assertTimely(
  proposal: { readonly transactionId: string; readonly at: Date },
  windowSeconds: number,
): void {
  const now = Date.now();
  if (Math.abs(proposal.at.getTime() - now) <= windowSeconds * 1000) return;
  throw new EndorseError(
    `request unauthorized due to incorrect timestamp ${proposal.at.toISOString()}, peer time ${new Date(now).toISOString()}`,
    { transactionId: proposal.transactionId, status: 500 },
  );
}
