// SPDX-License-Identifier: Apache-2.0

const FIRST_MS = 50;
const LONGEST_MS = 2000;

/** How long to wait before trying again, with full jitter: those who collided must not meet again. */
export function retryDelay(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
}
