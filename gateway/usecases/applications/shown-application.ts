// SPDX-License-Identifier: Apache-2.0
import { GatewayProblem } from '../gateway-problem.js';
import type { AppliedReadModel } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationView } from './application-view.js';
import { getApplication } from './get-application.js';

interface Asked {
  readonly applicationId: string;
  /** The last block in which something of it was written. */
  readonly blockNumber: number;
}

/** The application as it stands once the read model shows that block; nothing if it does not in time. */
export async function shownApplication(
  services: { readonly readModel: AppliedReadModel },
  session: Session,
  { applicationId, blockNumber }: Asked,
): Promise<{ readonly application?: ApplicationView }> {
  if (!(await services.readModel.waitForBlock(BigInt(blockNumber)))) return {};
  try {
    return { application: (await getApplication(services, session, applicationId)).view };
  } catch (error) {
    if (error instanceof GatewayProblem) return {};
    throw error;
  }
}
