// SPDX-License-Identifier: Apache-2.0
import type { CommittedPart } from '../../ledger/find-transaction.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ApplicationAnswer } from './application-answer.js';
import type { ApplicationRequest } from './application-request.js';
import { depositAgain, type DepositAnswer } from './deposit-again.js';
import type { DepositRequest } from './deposit-request.js';
import { fileApplication, type FilingGatherers } from './file-application.js';
import type { MoveAnswer } from './move-answer.js';
import { moveApplication, type MoveWish } from './move-application.js';
import { readForm, type FormQuery, type FormView } from './read-form.js';
import { rebuildMove } from './rebuild-move.js';
import { recallApplication, type KeptApplication } from './recall-application.js';
import { standingFiling } from './standing-filing.js';

/** What is done about applications. */
export interface ApplicationUseCases {
  fileApplication(session: Session, body: ApplicationRequest): Promise<ApplicationAnswer>;
  moveApplication(session: Session, wish: MoveWish): Promise<MoveAnswer>;
  depositAgain(session: Session, applicationId: string, body: DepositRequest): Promise<DepositAnswer>;
  readForm(session: Session, applicationId: string, query: FormQuery): Promise<FormView>;
}

/** The same for requests that came before: cut off, or answered. */
export interface ApplicationRepeats {
  fileApplication(
    session: Session,
    body: ApplicationRequest,
    committed: readonly CommittedPart[],
  ): Promise<ApplicationAnswer>;
  moveApplication(session: Session, wish: MoveWish, committed: readonly CommittedPart[]): Promise<MoveAnswer>;
  recallApplication(session: Session, kept: KeptApplication, body: ApplicationRequest): Promise<ApplicationAnswer>;
}

export function applicationUseCases(services: Services, gatherers: FilingGatherers): ApplicationUseCases {
  const { applications } = gatherers;
  return {
    fileApplication: (session, body) => fileApplication(services, gatherers, session, body),
    moveApplication: (session, wish) => moveApplication(services, applications, session, wish),
    depositAgain: (session, id, body) => depositAgain(services, applications, session, id, body),
    readForm: (session, id, query) => readForm(services, session, id, query),
  };
}

export function applicationRepeats(services: Services, gatherers: FilingGatherers): ApplicationRepeats {
  return {
    fileApplication: (session, body, committed) =>
      fileApplication(services, gatherers, session, body, standingFiling(committed)),
    moveApplication: (session, wish, committed) =>
      rebuildMove(services, gatherers.applications, session, wish, committed),
    recallApplication: (session, kept, body) => recallApplication(services, gatherers.accesses, session, kept, body),
  };
}
