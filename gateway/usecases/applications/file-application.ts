// SPDX-License-Identifier: Apache-2.0
import type { ApplicationFiling } from '../../../chaincode/transactions/file-applications.js';
import { checkCaseNumber } from '../check-case-number.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from '../verifications/access-gatherers.js';
import type { ApplicationAnswer } from './application-answer.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { ApplicationRefused } from './application-refused.js';
import type { ApplicationRequest } from './application-request.js';
import { broughtMaterials } from './brought-materials.js';
import { checkGivenForm, checkHall, checkSubstitutes, materialsAsked } from './check-application.js';
import { depositPart, leftAlone } from './deposit-part.js';
import { planApplication, type ApplicationPlan } from './plan-application.js';
import { prepareItems, verificationsOf, type PreparedItem } from './prepare-items.js';
import { shownApplication } from './shown-application.js';
import type { FiledApplication, StandingFiling } from './standing-filing.js';
import { verifyItem, type VerifiedItem } from './verify-item.js';

export interface FilingGatherers {
  readonly accesses: AccessGatherers;
  readonly applications: ApplicationGatherers;
}

const NOTHING_STANDS: StandingFiling = { accesses: new Map(), deposited: [] };

/**
 * Files an application without asking anyone for a document: the materials are verified, what the applicant wrote is left with each
 * item's department, and nothing of it goes anywhere else. `standing` is what an earlier try of the same request came to: only what
 * is lacking is done then.
 *
 * @throws {ApplicationRefused} MATERIALS_MISSING and what the ledger refuses; nothing was filed.
 * @throws {GatewayProblem} ONCE_ONLY, UPLOAD_UNKNOWN, and what verifying throws.
 * @throws {DomainError} what {@link planApplication} and the checks of the form throw, before any record was asked for.
 */
export async function fileApplication(
  services: Services,
  gatherers: FilingGatherers,
  session: Session,
  body: ApplicationRequest,
  standing: StandingFiling = NOTHING_STANDS,
): Promise<ApplicationAnswer> {
  if (standing.refused !== undefined) throw new ApplicationRefused(standing.refused);
  const { database } = services.readModel;
  const { department } = session;
  checkCaseNumber(body.caseNo);
  const plan = await planApplication(database, body);
  await checkGivenForm(database, plan.items, body.form ?? {});
  await checkHall(database, body.hall);
  const caseRef = await services.keys.hmac(department, 'case', body.caseNo);
  const asked = materialsAsked(plan.items);
  const brought = await broughtMaterials(services, { department, caseRef, materials: body.materials ?? [], asked });
  checkSubstitutes(plan.items, brought);
  const verified = await verifyAll(services, gatherers.accesses, session, plan, standing);
  const isFiled = standing.filed !== undefined;
  const prepared = await prepareItems(services, verified, { department, caseRef, body, brought, isFiled });
  const { officer } = session;
  const { theme } = plan;
  const filed =
    standing.filed ??
    (await file(gatherers.applications, session, verified, {
      officer,
      caseRef,
      ...(theme === undefined ? {} : { theme }),
      ...(body.hall === undefined ? {} : { hall: body.hall }),
      items: prepared.map(({ shown }) => shown),
    }));
  return depositAll(services, gatherers.applications, session, { filed, prepared, verified, standing });
}

/** All items at once; all of them have come to an end when this does, so that no access is opened behind a refusal. */
async function verifyAll(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  { items }: ApplicationPlan,
  { accesses }: StandingFiling,
): Promise<VerifiedItem[]> {
  const settled = await Promise.allSettled(
    items.map((planned) => verifyItem(services, gatherers, session, planned, accesses.get(planned.item.code))),
  );
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function file(
  gatherers: ApplicationGatherers,
  session: Session,
  verified: readonly VerifiedItem[],
  filing: ApplicationFiling,
): Promise<FiledApplication> {
  const { result, ledger } = await gatherers.file({ session, filing });
  const { applicationId, code } = result;
  if (applicationId !== undefined && ledger !== undefined) return { applicationId, filing, ledger };
  if (code === undefined) throw new Error('the ledger refused an application and named no rule');
  throw new ApplicationRefused(code, verificationsOf(verified));
}

interface Depositing {
  readonly filed: FiledApplication;
  readonly prepared: readonly PreparedItem[];
  readonly verified: readonly VerifiedItem[];
  readonly standing: StandingFiling;
}

async function depositAll(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  { filed: { applicationId, filing, ledger }, prepared, verified, standing }: Depositing,
): Promise<ApplicationAnswer> {
  const { log } = services;
  const deposits = await Promise.all(
    filing.items.map(async ({ itemCode, deposit }) => {
      const own = prepared.find(({ hidden }) => hidden.digest === deposit);
      if (standing.deposited.includes(itemCode)) return leftAlone(itemCode, 'DEPOSITED');
      if (own === undefined) return leftAlone(itemCode, 'PENDING');
      const place = { applicationId, itemCode, kind: 'FORM' } as const;
      return depositPart({ gatherers, log }, session, { place, part: own.hidden.part });
    }),
  );
  const blockNumber = Math.max(ledger.blockNumber, ...deposits.map((one) => one.blockNumber));
  const shown = await shownApplication(services, session, { applicationId, blockNumber });
  const items = deposits.map(({ deposit }, index) => {
    const { accessId, changedFields = [], repeatCollected = [] } = filing.items[index] ?? {};
    const access = accessId === undefined ? {} : { verificationId: accessId };
    return { ...deposit, ...access, changedFields, repeatCollected };
  });
  const verifications = verified.flatMap(({ answer }) => answer ?? []);
  return { applicationId, items, verifications, ...shown, ledger };
}
