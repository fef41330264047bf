// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from '../verifications/access-gatherers.js';
import { recallVerification } from '../verifications/recall-verification.js';
import type { ApplicationAnswer } from './application-answer.js';
import type { ApplicationRequest } from './application-request.js';
import { planApplication } from './plan-application.js';

/** What is kept of the answer to a filing: no value. */
export type KeptApplication = Omit<ApplicationAnswer, 'verifications'>;

export function keptApplication(answer: ApplicationAnswer): KeptApplication {
  const { applicationId, items, application, ledger } = answer;
  return { applicationId, items, ...(application === undefined ? {} : { application }), ledger };
}

/** A filing that was answered before: what the records said comes from the ledger, values as long as the accesses are open. */
export async function recallApplication(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  kept: KeptApplication,
  body: ApplicationRequest,
): Promise<ApplicationAnswer> {
  const { items } = await planApplication(services.readModel.database, body);
  const verifications = await Promise.all(
    kept.items.flatMap(({ itemCode, verificationId }) => {
      if (verificationId === undefined) return [];
      const planned = items.find(({ item }) => item.code === itemCode);
      return [recallVerification(services, gatherers, session, verificationId, planned?.request ?? body)];
    }),
  );
  return { ...kept, verifications };
}
