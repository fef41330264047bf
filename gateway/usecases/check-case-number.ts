// SPDX-License-Identifier: Apache-2.0
import { checkSubject } from '../pseudonyms/check-subject.js';
import { GatewayProblem } from './gateway-problem.js';

const SHAPE = /^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/u;
/** How social credit codes begin; without it one in 31 numbers of 18 digits would be taken for one. */
const CREDIT_CODE = /^(1[1239]|5[1239]|9[123]|[ANY][1-9])/iu;

/**
 * A case number never is the identifier of a person or company: it is kept in logs of other systems and shown
 * on screens.
 * @throws {GatewayProblem} CASE_NO_INVALID
 */
export function checkCaseNumber(caseNo: string, pointer = '/caseNo'): void {
  if (!SHAPE.test(caseNo)) throw new GatewayProblem('CASE_NO_INVALID', undefined, { pointer });
  const isPerson = !('code' in checkSubject({ kind: 'NATURAL_PERSON', identifier: caseNo }));
  const isCompany = CREDIT_CODE.test(caseNo) && !('code' in checkSubject({ kind: 'LEGAL_PERSON', identifier: caseNo }));
  if (isPerson || isCompany) {
    throw new GatewayProblem('CASE_NO_INVALID', 'The case number is the identifier of a person or company', {
      pointer,
    });
  }
}
