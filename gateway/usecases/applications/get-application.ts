// SPDX-License-Identifier: Apache-2.0
import { isBody } from '../is-body.js';
import { ledgerReference } from '../ledger-reference.js';
import { historiesOf } from '../../readmodel/apply/known-application.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationView } from './application-view.js';
import { itemView } from './item-view.js';
import { visibleApplication } from './sees-application.js';

export interface ShownApplication {
  /** Another one after every move and every deposit: what a move must be based on. */
  readonly tag: string;
  readonly view: ApplicationView;
}

/** An application for one of its departments and for auditors. @throws {GatewayProblem} NOT_FOUND, for everyone else too. */
export async function getApplication(
  services: Pick<Services, 'readModel'>,
  session: Session,
  applicationId: string,
): Promise<ShownApplication> {
  const detail = await visibleApplication(services, session, applicationId);
  const { database } = services.readModel;
  const { filing, state, tag } = detail;
  const histories = historiesOf(detail);
  if (histories === undefined) throw new Error('the read model shows an application whose moves it cannot replay');
  const isAuditor = await isBody(database, session, 'AUDITOR');
  const items: ApplicationView['items'] = [];
  for (const history of histories) items.push(await itemView(database, { ...session, isAuditor }, detail, history));
  const { filedBy, at: filedAt, caseRef, theme, hall } = filing;
  const view = {
    applicationId,
    filedBy,
    filedAt,
    ...(isAuditor || session.department === filedBy ? { caseRef } : {}),
    ...(theme === undefined ? {} : { theme }),
    ...(hall === undefined ? {} : { hall }),
    state,
    items,
    ledger: ledgerReference(detail),
  };
  return { tag, view };
}
