// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { FilingMoveRequest } from '../../../chaincode/transactions/application-moves.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { broughtMaterials } from './brought-materials.js';
import type { PartToDeposit } from './deposit-part.js';
import type { DepositRequest } from './deposit-request.js';
import type { KnownApplication } from './known-application.js';
import { makeDelivery } from './make-delivery.js';
import { filedItem } from './make-task-move.js';
import type { MadeMove, Moving } from './move-application.js';
import type { MoveRequest } from './move-request.js';
import { remadePart } from './remade-part.js';

/** A move of the applicant's side, in the filing. */
export async function makeFilingMove(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  moving: Moving,
): Promise<MadeMove> {
  const { known, placed, body } = moving;
  const { applicationId } = known.filing;
  const itemCodes = [...placed.itemCodes];
  const base = { move: body.move, applicationId, itemCodes, officer: session.officer, reason: placed.reason };
  const move = (details: object) => ({
    asked: () => gatherers.moveFiling({ session, move: checked({ ...base, ...details }) }),
  });
  if (body.move === 'CORRECT') {
    const { details, parts } = await correction(services, session, moving, body);
    return { ...move(details), parts };
  }
  if (body.move === 'DELIVER') {
    const { delivery, parts } = await makeDelivery(services.keys, session, { applicationId, itemCodes }, body.delivery);
    return { ...move({ delivery }), parts };
  }
  return move(body.move === 'CHECK_ORIGINALS' ? { originals: body.originals } : {});
}

/** The route's schema is derived from this one: what does not fit here is a slip of the programmer. */
function checked(move: unknown): FilingMoveRequest {
  if (!Value.Check(FilingMoveRequest, move)) throw new DomainError('REQUEST_MALFORMED', undefined, '/move');
  return move;
}

/** The applicant's answer to the notice: what was missing, and where fields are named the form anew. */
async function correction(
  services: Services,
  session: Session,
  { known, placed }: Moving,
  body: Extract<MoveRequest, { move: 'CORRECT' }>,
) {
  const { department } = session;
  const [itemCode = ''] = placed.itemCodes;
  const filed = known.histories.get(itemCode)?.filed;
  if (placed.itemCodes.length > 1 || filed === undefined)
    throw new DomainError('TASK_UNKNOWN', 'name one item', '/itemCode');
  const item = await filedItem(services.readModel.database, filed);
  const asked = item.requirements.map(({ materialCode }) => materialCode);
  const { caseRef } = known.filing;
  const materials = await broughtMaterials(services, { department, caseRef, materials: body.materials ?? [], asked });
  const details = { materials: [...materials.values()] };
  if (body.deposit === undefined) return { details, parts: [] };
  const { part, digest } = await correctedPart(services, session, { known, itemCode }, body.deposit);
  return { details: { ...details, deposit: digest }, parts: [part] };
}

/** The form anew, as it will lie with the item's department. */
export async function correctedPart(
  services: Services,
  session: Session,
  { known: { filing, histories }, itemCode }: { readonly known: KnownApplication; readonly itemCode: string },
  deposit: DepositRequest,
): Promise<{ readonly part: PartToDeposit; readonly digest: string }> {
  const filed = histories.get(itemCode)?.filed;
  if (filed === undefined) throw new DomainError('TASK_UNKNOWN', undefined, '/itemCode');
  const item = await filedItem(services.readModel.database, filed);
  const words = { ...deposit, pointer: '/deposit' };
  const { part, digest } = await remadePart(services, session, { filing, filed, item }, words);
  const place = { applicationId: filing.applicationId, itemCode, kind: 'FORM' } as const;
  return { part: { place, part }, digest };
}
