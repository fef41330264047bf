// SPDX-License-Identifier: Apache-2.0
import { appliedHeight } from '../../readmodel/queries/counts.js';
import { nextMoves, type MoveScope, type TaskMoveRow } from '../../readmodel/queries/task-moves.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationEvent, EventsOfBlock } from './application-event.js';
import type { MoveWatch } from './move-watch.js';
import { visibleApplication } from './sees-application.js';

export interface Following {
  /** The last block whose events the reader has; absent: from now on. */
  readonly after?: number;
  /** Ends when there is no more instead of waiting. */
  readonly once?: boolean;
  /** After so long without an event an empty block of events comes. */
  readonly heartbeatMilliseconds: number;
  readonly signal: AbortSignal;
}

/** Events of one application, for its departments and auditors. @throws {GatewayProblem} NOT_FOUND, for everyone else too. */
export async function followApplication(
  services: Services,
  watch: MoveWatch,
  session: Session,
  applicationId: string,
  following: Following,
): Promise<AsyncIterable<EventsOfBlock>> {
  await visibleApplication(services, session, applicationId);
  return eventsOf(services, watch, { applicationId }, following);
}

/**
 * Events of the applications that a department filed or works on; for auditors everyone's, or one department's.
 * @throws {GatewayProblem} NOT_FOUND: another department's.
 */
export async function followApplications(
  services: Services,
  watch: MoveWatch,
  session: Session,
  department: string | undefined,
  following: Following,
): Promise<AsyncIterable<EventsOfBlock>> {
  const isAuditor = await isBody(services.readModel.database, session, 'AUDITOR');
  if (!isAuditor && department !== undefined && department !== session.department)
    throw new GatewayProblem('NOT_FOUND');
  const whose = isAuditor ? department : session.department;
  return eventsOf(services, watch, whose === undefined ? {} : { department: whose }, following);
}

function eventOf({ applicationId, itemCode, department, move, madeBy, ...after }: TaskMoveRow): ApplicationEvent {
  const { state, applicationState, at } = after;
  return { applicationId, itemCode, department, move, madeBy, state, applicationState, at };
}

async function* eventsOf(
  { readModel: { database } }: Services,
  watch: MoveWatch,
  scope: MoveScope,
  { after, once = false, heartbeatMilliseconds, signal }: Following,
): AsyncGenerator<EventsOfBlock, void, undefined> {
  const subscription = await watch.subscribe(scope);
  try {
    const newest = Number(await appliedHeight(database)) - 1;
    // A number from another ledger, or from before it was put back, must not keep its reader waiting for ever.
    let place = Math.min(after ?? newest, newest);
    while (!signal.aborted) {
      const found = await nextMoves(database, scope, place);
      if (found !== undefined) {
        place = found.block;
        yield { block: found.block, events: found.moves.map(eventOf) };
        continue;
      }
      if (once) return;
      if ((await subscription.wait(heartbeatMilliseconds, signal)) === 'quiet') yield { block: place, events: [] };
    }
  } finally {
    subscription.close();
  }
}
