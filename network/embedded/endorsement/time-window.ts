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
    `request unauthorized due to incorrect timestamp ${rfc3339(proposal.at)}, peer time ${rfc3339(new Date(now))}, peer.authentication.timewindow ${duration(windowSeconds)}`,
    { transactionId: proposal.transactionId, status: 500 },
  );
}

/** As peers write times: whole seconds. */
function rfc3339(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** As peers write durations: `15m0s`. */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes % 60}m` : ''}${seconds % 60}s`;
}
