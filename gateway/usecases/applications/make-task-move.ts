// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { TaskMoveRequest } from '../../../chaincode/transactions/application-moves.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { depositResult } from './deposit-result.js';
import type { KnownApplication } from './known-application.js';
import { makeDelivery } from './make-delivery.js';
import type { MadeMove, Moving } from './move-application.js';

/** A move of an item's department: a result is deposited before the task names it. */
export async function makeTaskMove(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  moving: Moving,
): Promise<MadeMove> {
  const { known, placed, body } = moving;
  const [itemCode = ''] = placed.itemCodes;
  const { applicationId } = known.filing;
  const { officer } = session;
  if (body.move === 'ISSUE_INSTANTLY') return issueInstantly(services, gatherers, session, moving, itemCode);
  const base = { move: body.move, applicationId, itemCode, officer, reason: placed.reason };
  const move = (details: object) => ({
    asked: () => gatherers.moveTask({ session, move: checked({ ...base, ...details }) }),
  });
  if (body.move === 'ISSUE') {
    const task = await resultTask(services.readModel.database, known, itemCode);
    const recordId = await depositResult(services, gatherers, session, task, body.result);
    return { ...move(recordId === undefined ? {} : { recordId }), recordId };
  }
  if (body.move === 'DELIVER') {
    const { delivery, parts } = await makeDelivery(
      services.keys,
      session,
      { applicationId, itemCodes: [itemCode] },
      body.delivery,
    );
    return { ...move({ delivery }), parts };
  }
  return move(detailsOf(body));
}

/** The route's schema is derived from this one: what does not fit here is a slip of the programmer. */
function checked(move: unknown): TaskMoveRequest {
  if (!Value.Check(TaskMoveRequest, move)) throw new DomainError('REQUEST_MALFORMED', undefined, '/move');
  return move;
}

/** What a move says besides what it is, about what and why. */
function detailsOf(body: object): object {
  const places = ['move', 'itemCode', 'itemCodes', 'reason'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !places.includes(name)));
}

async function issueInstantly(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  { known, body }: Moving,
  itemCode: string,
): Promise<MadeMove> {
  const { database } = services.readModel;
  const { applicationId } = known.filing;
  const task = await resultTask(database, known, itemCode);
  const result = body.move === 'ISSUE_INSTANTLY' ? body.result : undefined;
  const recordId = await depositResult(services, gatherers, session, task, result);
  const detail = task.accessId === undefined ? undefined : await verificationById(database, task.accessId);
  const conclusions = (detail?.conclusions ?? []).map(({ conclusion }) => conclusion);
  const named = recordId === undefined ? {} : { recordId };
  const move = { applicationId, itemCode, officer: session.officer, conclusions, ...named };
  return { recordId, asked: () => gatherers.issueInstantly({ session, move }) };
}

async function resultTask(database: ReadModelDatabase, { filing, histories }: KnownApplication, itemCode: string) {
  const filed = histories.get(itemCode)?.filed;
  if (filed === undefined) throw new DomainError('TASK_UNKNOWN', undefined, '/itemCode');
  const item = await filedItem(database, filed);
  return { applicationId: filing.applicationId, item, accessId: filed.accessId };
}

/** The item as it was when the application was filed. @throws {DomainError} VERSION_UNKNOWN */
export async function filedItem(
  database: ReadModelDatabase,
  { itemCode, itemVersion }: { readonly itemCode: string; readonly itemVersion: number },
): Promise<ServiceItem> {
  const item = (await catalogueEntry(database, 'item', itemCode, itemVersion))?.document;
  if (item === undefined) throw new DomainError('VERSION_UNKNOWN');
  return item;
}
