// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../chaincode/domain/roles.js';
import type { SubmissionWatch } from '../ledger/submission-watch.js';

/** Who is asking, as the token says: a role within one department, and the department's opaque handle of the officer. */
export interface Session {
  readonly department: string;
  readonly role: Role;
  readonly officer: string;
  /** Of the request, where it is one that submits: told of every transaction that is made for it. */
  readonly watch?: SubmissionWatch | undefined;
}
