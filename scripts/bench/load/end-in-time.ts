// SPDX-License-Identifier: Apache-2.0
import type { Connection } from './connection.js';

/** How long what is under way may take once an order is over. */
const GRACE_MS = 180_000;

/** Closes connections at the end of an order, or when it hangs: then what is under way counts as failed. */
export function endInTime(connections: readonly Connection[], seconds: number): { end(): void } {
  const end = (): void => {
    clearTimeout(timer);
    for (const connection of connections) connection.close();
  };
  const timer = setTimeout(end, seconds * 1000 + GRACE_MS);
  return { end };
}
