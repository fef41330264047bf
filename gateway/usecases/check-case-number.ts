// SPDX-License-Identifier: Apache-2.0
import { checkSubject } from '../pseudonyms/check-subject.js';
import { GatewayProblem } from './gateway-problem.js';

const SHAPE = /^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/u;

/**
 * A case number never is the identifier of a person or company: it is kept in logs of other systems and shown
 * on screens.
 * @throws {GatewayProblem} CASE_NO_INVALID
 */
export function checkCaseNumber(caseNo: string, pointer = '/caseNo'): void {
  if (!SHAPE.test(caseNo)) throw new GatewayProblem('CASE_NO_INVALID', undefined, { pointer });
  const kinds = ['NATURAL_PERSON', 'LEGAL_PERSON'] as const;
  if (kinds.some((kind) => !('code' in checkSubject({ kind, identifier: caseNo })))) {
    throw new GatewayProblem('CASE_NO_INVALID', 'The case number is the identifier of a person or company', {
      pointer,
    });
  }
}
