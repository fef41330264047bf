// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { isBody } from '../../usecases/is-body.js';
import type { Session } from '../../usecases/session.js';

/**
 * Who may see how a process fares: the operator of the channel, as the register names it, and the operator of a
 * department that has this gateway to itself.
 */
export function operatorsOf(
  readModel: ReadModelDatabase,
  departments: readonly string[],
): (session: Session) => Promise<boolean> {
  return async (session) => {
    const alone = departments.length === 1 && departments[0] === session.department;
    return (alone && session.role === 'operator') || isBody(readModel, session, 'OPERATOR');
  };
}
