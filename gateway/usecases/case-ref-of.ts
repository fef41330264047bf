// SPDX-License-Identifier: Apache-2.0
import { GatewayProblem } from './gateway-problem.js';
import type { Services } from './services.js';

/**
 * A case number means something under the key of one department alone: an empty list would be no answer.
 * @throws {GatewayProblem} CASE_DEPARTMENT_REQUIRED
 */
export function caseRefOf(
  { keys, hosts }: Pick<Services, 'keys' | 'hosts'>,
  caseNo: string,
  department: string | undefined,
): Promise<string> {
  if (department === undefined || !hosts(department)) {
    throw new GatewayProblem('CASE_DEPARTMENT_REQUIRED', undefined, { pointer: '/department' });
  }
  return keys.hmac(department, 'case', caseNo);
}
