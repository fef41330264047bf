// SPDX-License-Identifier: Apache-2.0
import type { Status } from '../register/register-entry.js';

/**
 * What stands under `z/…` in a department's collection. Its bytes follow from what everyone knows, so that every peer can
 * tell by the hash alone what stands there.
 */
export function recordMark(recordId: string, status: Status): Readonly<Record<string, unknown>> {
  return { v: 1, recordId, status };
}

/** That a record was deposited as the result of a task. */
export function resultMark(
  applicationId: string,
  itemCode: string,
  recordId: string,
): Readonly<Record<string, unknown>> {
  return { v: 1, applicationId, itemCode, recordId };
}
