// SPDX-License-Identifier: Apache-2.0
import type { RegisterEntry, RegisterRecord } from './register-entry.js';

/** Records whose status is another than before, and new ones that are not VALID: what other departments may rely on. */
export function changedBy(before: RegisterEntry | undefined, after: RegisterEntry): RegisterRecord[] {
  const statuses = new Map(before?.records.map(({ recordId, status }) => [recordId, status]));
  return after.records.filter(({ recordId, status }) => (statuses.get(recordId) ?? 'VALID') !== status);
}
