// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { checkSubject } from '../../pseudonyms/check-subject.js';
import { checkCaseNumber } from '../check-case-number.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import { recordInquiry } from '../record-inquiry.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { DiaryQuery, DiaryQueryAnswer } from './diary-query.js';

/**
 * Says under which name a subject's diary stands, once the question is on the ledger. Whether there is such a
 * diary is not said.
 *
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED
 * @throws {GatewayProblem} CASE_NO_INVALID, IDENTIFIER_INVALID, IDENTIFIER_KIND_WRONG, PSEUDONYM_LIMIT_REACHED
 */
export async function openDiary(
  services: Services,
  session: Session,
  { subject, reason, caseNo }: DiaryQuery,
): Promise<DiaryQueryAnswer> {
  if (!(await isBody(services.readModel.database, session, 'AUDITOR')))
    throw new DomainError('DEPARTMENT_NOT_ENTITLED');
  checkCaseNumber(caseNo);
  const checked = checkSubject(subject);
  if ('code' in checked) throw new GatewayProblem(checked.code, undefined, { pointer: '/subject/identifier' });
  const { department, role } = session;
  const pseudonym = await services.pseudonyms
    .diaryPseudonym({ department, role, purpose: 'INQUIRE' }, subject)
    .catch(refusedByPseudonymService);
  const about = { kind: 'DIARY', diary: pseudonym } as const;
  const { inquiryId, ledger } = await recordInquiry(services, session, { about, reason, caseNo });
  return { queryId: inquiryId, pseudonym, ledger };
}
