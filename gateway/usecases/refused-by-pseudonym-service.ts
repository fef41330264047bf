// SPDX-License-Identifier: Apache-2.0
import { PseudonymRefusal } from '../pseudonyms/pseudonym-refusal.js';
import { PseudonymsUnavailable } from '../pseudonyms/pseudonyms-unavailable.js';
import { GatewayProblem } from './gateway-problem.js';

/** Says a refusal of the pseudonym service in the gateway's own words. @throws always; other errors as they are. */
export function refusedByPseudonymService(error: unknown): never {
  if (error instanceof PseudonymRefusal) throw new GatewayProblem(error.code);
  if (error instanceof PseudonymsUnavailable)
    throw new GatewayProblem('PSEUDONYMS_UNAVAILABLE', error.message, { cause: error });
  throw error;
}
