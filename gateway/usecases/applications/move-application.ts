// SPDX-License-Identifier: Apache-2.0
import { legalMoves } from '../../../chaincode/domain/application/legal-moves.js';
import type { MoveName } from '../../../chaincode/domain/application/moves.js';
import type { MoveResult } from '../../../chaincode/transactions/application-moves.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { LedgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { placeMove, type PlacedMove } from './application-move.js';
import { ApplicationRefused } from './application-refused.js';
import { depositPart, type PartToDeposit } from './deposit-part.js';
import type { Placed } from './gather-elements.js';
import { knownApplication, type KnownApplication } from './known-application.js';
import { makeFilingMove } from './make-filing-move.js';
import { makeTaskMove } from './make-task-move.js';
import type { MoveAnswer } from './move-answer.js';
import type { MoveRequest } from './move-request.js';
import { shownApplication } from './shown-application.js';

export interface MoveWish {
  readonly applicationId: string;
  readonly body: MoveRequest;
  /** Tag of the application as the caller read it. */
  readonly tag: string;
}

/** A move that the ledger is asked for, and what goes with it. */
export interface MadeMove {
  readonly asked: () => Promise<Placed<MoveResult>>;
  readonly recordId?: string | undefined;
  /** Left with the items' departments once the move stands. */
  readonly parts?: readonly PartToDeposit[];
}

/** Everything that making a move rests on. */
export interface Moving {
  readonly known: KnownApplication;
  readonly placed: PlacedMove;
  readonly body: MoveRequest;
}

/**
 * Makes one move of the table. Who decides at the same time finds that another was first.
 *
 * @throws {GatewayProblem} NOT_FOUND; APPLICATION_CHANGED: it is not as the caller read it.
 * @throws {DomainError} as {@link placeMove}
 * @throws {ApplicationRefused} what the ledger refuses; with MOVE_NOT_ALLOWED `tasks` says where it stands, `legal` what could be done.
 */
export async function moveApplication(
  services: Services,
  gatherers: ApplicationGatherers,
  session: Session,
  { applicationId, body, tag }: MoveWish,
): Promise<MoveAnswer> {
  const known = await knownApplication(services.readModel.database, session, applicationId);
  if (known.tag !== tag) throw new GatewayProblem('APPLICATION_CHANGED');
  const placed = placeMove(known, session, body);
  demandLegal(known, session, placed, body.move);
  const make = placed.document === 'FILING' ? makeFilingMove : makeTaskMove;
  const { asked, recordId, parts = [] } = await make(services, gatherers, session, { known, placed, body });
  const { result, ledger } = await asked();
  if (result.status === 'REFUSED' || ledger === undefined) throw refusalOf(result);
  return moveAnswer(services, gatherers, session, { applicationId, tasks: result.tasks, ledger, recordId, parts });
}

/** Before a result is deposited or a record asked for. The ledger holds it against the table again. @throws {ApplicationRefused} MOVE_NOT_ALLOWED */
function demandLegal(
  { histories }: KnownApplication,
  { role }: Session,
  { document, itemCodes }: PlacedMove,
  move: MoveName,
): void {
  const tasks = itemCodes.flatMap((itemCode) => {
    const state = histories.get(itemCode)?.state;
    return state === undefined ? [] : [{ itemCode, state }];
  });
  const all = tasks.map(({ state }) => legalMoves(state, document, role));
  const legal = (all[0] ?? []).filter((name) => all.every((names) => names.includes(name)));
  if (!legal.includes(move)) throw new ApplicationRefused('MOVE_NOT_ALLOWED', { tasks, legal });
}

interface Moved {
  readonly applicationId: string;
  readonly tasks: MoveResult['tasks'];
  readonly ledger: LedgerReference;
  readonly recordId?: string | undefined;
  readonly parts: readonly PartToDeposit[];
}

/** Leaves what goes with a move that stands, and answers once the read model shows it. */
export async function moveAnswer(
  services: Pick<Services, 'readModel' | 'log'>,
  gatherers: Pick<ApplicationGatherers, 'deposit'>,
  session: Session,
  { applicationId, tasks, ledger, recordId, parts }: Moved,
): Promise<MoveAnswer> {
  const { log } = services;
  const deposits = await Promise.all(parts.map((part) => depositPart({ gatherers, log }, session, part)));
  const blockNumber = Math.max(ledger.blockNumber, ...deposits.map((one) => one.blockNumber));
  const shown = await shownApplication(services, session, { applicationId, blockNumber });
  return {
    applicationId,
    tasks,
    ...(recordId === undefined ? {} : { recordId }),
    ...(deposits.length === 0 ? {} : { deposits: deposits.map(({ deposit }) => deposit) }),
    ...shown,
    ledger,
  };
}

function refusalOf({ code, tasks, legal }: MoveResult): ApplicationRefused {
  if (code === undefined) throw new Error('the ledger refused a move and named no rule');
  return new ApplicationRefused(code, { tasks, ...(legal === undefined ? {} : { legal }) });
}
