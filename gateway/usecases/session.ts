// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../chaincode/domain/roles.js';

/** Who is asking, as the token says: a role within one department, and the department's opaque handle of the officer. */
export interface Session {
  readonly department: string;
  readonly role: Role;
  readonly officer: string;
}
