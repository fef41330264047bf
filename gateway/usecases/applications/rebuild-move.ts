// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { MovesResponse, type MoveResult } from '../../../chaincode/transactions/application-moves.js';
import { issueInstantly, IssueInstantlyRequest } from '../../../chaincode/transactions/issue-instantly.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks, MoveTasksRequest } from '../../../chaincode/transactions/move-tasks.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import type { PartToDeposit } from './deposit-part.js';
import { knownApplication } from './known-application.js';
import { correctedPart } from './make-filing-move.js';
import { makeDelivery } from './make-delivery.js';
import { moveAnswer, moveApplication, type MoveWish } from './move-application.js';
import type { MoveAnswer } from './move-answer.js';

interface StandingMove {
  readonly tasks: MoveResult['tasks'];
  readonly ledger: LedgerReference;
  readonly recordId?: string | undefined;
}

/** A move that was cut off: if it stands on the ledger, what goes with it is done now; else it is made. */
export async function rebuildMove(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  wish: MoveWish,
  committed: readonly CommittedPart[],
): Promise<MoveAnswer> {
  const stands = committed.flatMap((part) => movedIn(part) ?? []).at(-1);
  if (stands === undefined) return moveApplication(services, gatherers, session, wish);
  await services.readModel.waitForBlock(BigInt(stands.ledger.blockNumber));
  const parts = await partsOf(services, session, wish, stands);
  const { applicationId } = wish;
  return moveAnswer(services, gatherers, session, { applicationId, ...stands, parts });
}

async function partsOf(
  services: Services,
  session: Session,
  { applicationId, body }: MoveWish,
  { tasks }: StandingMove,
): Promise<readonly PartToDeposit[]> {
  const known = await knownApplication(services.readModel.database, session, applicationId);
  const itemCodes = tasks.map(({ itemCode }) => itemCode);
  if (body.move === 'DELIVER')
    return (await makeDelivery(services.keys, session, { applicationId, itemCodes }, body.delivery)).parts;
  const [itemCode] = itemCodes;
  if (body.move !== 'CORRECT' || body.deposit === undefined || itemCode === undefined) return [];
  return [(await correctedPart(services, session, { known, itemCode }, body.deposit)).part];
}

function movedIn({ call, response, place, ...transaction }: CommittedPart): StandingMove | undefined {
  if (call === undefined || !Value.Check(MovesResponse, response)) return undefined;
  const result = response.results.find(({ index }) => index === place);
  if (result?.status !== 'MOVED' || !NAMES.includes(call.name)) return undefined;
  return { tasks: result.tasks, ledger: ledgerReference(transaction), recordId: recordIn(call, place) };
}

const NAMES: readonly string[] = [moveApplications.name, moveTasks.name, issueInstantly.name];

function recordIn({ name, request }: NonNullable<CommittedPart['call']>, place: number): string | undefined {
  if (name === issueInstantly.name && Value.Check(IssueInstantlyRequest, request))
    return request.issues[place]?.recordId;
  if (name !== moveTasks.name || !Value.Check(MoveTasksRequest, request)) return undefined;
  const move = request.moves[place];
  return move?.move === 'ISSUE' ? move.recordId : undefined;
}
