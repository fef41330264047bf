// SPDX-License-Identifier: Apache-2.0
import { knownDepartment, type CatalogueView } from './catalogue-view.js';
import type { Purpose } from './department.js';

/** Every department that may name the purpose is on the register. @throws {DomainError} DEPARTMENT_UNKNOWN */
export function checkPurpose({ departments }: Purpose, view: CatalogueView): void {
  departments.forEach((code, index) => knownDepartment(view, code, `/document/departments/${index}`));
}
