// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import type { Role } from '../../chaincode/domain/roles.js';
import { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { VerificationRequest } from '../../gateway/usecases/verifications/verification-request.js';
import { GatewayFailure } from '../client/gateway-failure.js';
import type { Problem } from '../client/gateway-failure.js';
import { request } from '../client/gateway-client.js';
import type { RequestOptions } from '../client/gateway-client.js';
import { MS_LI, MS_LI_EMPLOYER } from '../demo/ms-li.js';
import { connect } from '../local/connect.js';

/** Asks the running gateway as an officer of a department. */
export async function ask(department: string, role: Role, path: string, options?: RequestOptions): Promise<unknown> {
  const connection = await connect({}, { department, role, officer: `story-${role}` });
  return request(connection, path, options);
}

/** The problem that the gateway answers with; `undefined` if it did what it was asked. */
export async function refusalOf(
  asking: Promise<unknown>,
): Promise<(Problem & { readonly status: number }) | undefined> {
  try {
    await asking;
    return undefined;
  } catch (error) {
    if (error instanceof GatewayFailure && error.status < 500) return { ...error.problem, status: error.status };
    throw error;
  }
}

/** Ms Li reports as a graduate; what differs from the plain case is given. */
export function graduateReport(caseNo: string, changes: Partial<VerificationRequest> = {}): VerificationRequest {
  return {
    caseNo,
    itemCode: 'human-resources.graduate-report',
    scenario: { firstJob: true },
    subjects: {
      applicant: { kind: 'NATURAL_PERSON', identifier: MS_LI.identifier },
      employer: { kind: 'LEGAL_PERSON', identifier: MS_LI_EMPLOYER.identifier },
    },
    purposeCode: 'employment-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'employment-duty' },
    disclose: 'verdicts',
    ...changes,
  };
}

export async function verify(body: VerificationRequest): Promise<VerificationAnswer> {
  const answer = await ask('human-resources', 'intake', '/v1/verifications', { method: 'POST', body });
  return Value.Parse(VerificationAnswer, answer);
}
