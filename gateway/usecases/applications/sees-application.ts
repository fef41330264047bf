// SPDX-License-Identifier: Apache-2.0
import type { Filing } from '../../../chaincode/domain/application/application.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { applicationById, type ApplicationDetail } from '../../readmodel/queries/applications.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';

/** Departments that an application concerns: who filed it, and those of its items. */
export function partiesOf({ filedBy, items }: Filing): string[] {
  return [filedBy, ...items.map(({ itemCode }) => departmentOf(itemCode))];
}

/** An application that the caller's department takes part in, or an auditor asks for. @throws {GatewayProblem} NOT_FOUND, for everyone else too. */
export async function visibleApplication(
  { readModel: { database } }: Pick<Services, 'readModel'>,
  session: Session,
  applicationId: string,
): Promise<ApplicationDetail> {
  const detail = await applicationById(database, applicationId);
  const sees =
    detail !== undefined &&
    (partiesOf(detail.filing).includes(session.department) || (await isBody(database, session, 'AUDITOR')));
  if (!sees) throw new GatewayProblem('NOT_FOUND');
  return detail;
}
