// SPDX-License-Identifier: Apache-2.0
import { departmentOf, REGISTRAR } from './names.js';

/** Departments that can witness any public write, in the order in which they are asked. */
export const STANDING_WITNESSES: readonly string[] = [REGISTRAR, 'civil-affairs', 'human-resources'];

/**
 * Who may endorse a public write of `actor` beside itself: first the department of the item that it concerns,
 * then the standing witnesses; never the actor, each once.
 */
export function witnessesOf(actor: string, itemCode?: string): readonly string[] {
  const candidates = itemCode === undefined ? STANDING_WITNESSES : [departmentOf(itemCode), ...STANDING_WITNESSES];
  return candidates.filter((candidate, index) => candidate !== actor && candidates.indexOf(candidate) === index);
}
