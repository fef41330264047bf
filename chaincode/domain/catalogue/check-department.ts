// SPDX-License-Identifier: Apache-2.0
import { invalid, knownDepartment, type CatalogueView } from './catalogue-view.js';
import type { Department } from './department.js';

/**
 * A department follows and precedes others than itself, its predecessor is on the register (its successor may
 * come later), and only the pseudonym service has ticket keys.
 *
 * @throws {DomainError} CATALOGUE_INVALID, DEPARTMENT_UNKNOWN
 */
export function checkDepartment(department: Department, view: CatalogueView): void {
  const { code, predecessor, successor, bodies, ticketKeys } = department;
  if (predecessor === code) throw invalid('a department does not precede itself', '/document/predecessor');
  if (successor === code) throw invalid('a department does not follow itself', '/document/successor');
  if (ticketKeys.length > 0 && !bodies.includes('PSEUDONYM_SERVICE')) {
    throw invalid('only the pseudonym service has ticket keys', '/document/ticketKeys');
  }
  if (predecessor !== undefined) knownDepartment(view, predecessor, '/document/predecessor');
}
