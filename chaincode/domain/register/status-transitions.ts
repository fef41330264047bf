// SPDX-License-Identifier: Apache-2.0
import type { Status } from './register-entry.js';

const FINAL = ['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT', 'SUPERSEDED'] as const;

/** To which statuses a record may go. What is final stays: a new record is made instead. */
const TRANSITIONS = {
  VALID: ['SUSPENDED', ...FINAL],
  SUSPENDED: ['VALID', ...FINAL],
  ANNULLED: [],
  REVOKED: [],
  CANCELLED: [],
  LAPSED: [],
  TRANSFERRED_OUT: [],
  SUPERSEDED: [],
} as const satisfies Record<Status, readonly Status[]>;

export function mayBecome(from: Status, to: Status): boolean {
  const next: readonly Status[] = TRANSITIONS[from];
  return next.includes(to);
}
