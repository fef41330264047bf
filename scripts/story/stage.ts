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
import type { GatewayPlaces } from './gateway-places.js';

/** Where the story is told: who of which department is asked at which gateway. */
export interface Stage {
  /** Asks as an officer of a department, at the gateway that acts for it. */
  ask(department: string, role: Role, path: string, options?: RequestOptions): Promise<unknown>;
}

/** The gateway that runs here acts for every department that has none of its own among these. */
export function stageOf(gateways: GatewayPlaces): Stage {
  return {
    ask: async (department, role, path, options) => {
      const officer = { department, role, officer: `story-${role}` };
      const connection = await connect(gateways.get(department) ?? {}, officer);
      return request(connection, path, options);
    },
  };
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

export async function verify(stage: Stage, body: VerificationRequest): Promise<VerificationAnswer> {
  const answer = await stage.ask('human-resources', 'intake', '/v1/verifications', { method: 'POST', body });
  return Value.Parse(VerificationAnswer, answer);
}
