// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { EventsOfBlock } from './application-event.js';
import type { ApplicationList, ApplicationQuery } from './application-list.js';
import { followApplication, followApplications, type Following } from './follow-applications.js';
import { getApplication, type ShownApplication } from './get-application.js';
import { listApplications } from './list-applications.js';
import { MoveWatch } from './move-watch.js';

/** What is read of applications. */
export interface ApplicationReads {
  listApplications(session: Session, query: ApplicationQuery): Promise<ApplicationList>;
  getApplication(session: Session, applicationId: string): Promise<ShownApplication>;
  /** Rejects before it begins where the application is not the caller's to see. */
  followApplication(
    session: Session,
    applicationId: string,
    following: Following,
  ): Promise<AsyncIterable<EventsOfBlock>>;
  followApplications(
    session: Session,
    department: string | undefined,
    following: Following,
  ): Promise<AsyncIterable<EventsOfBlock>>;
}

export function applicationReads(services: Services): ApplicationReads {
  const watch = new MoveWatch(services.readModel);
  return {
    listApplications: (session, query) => listApplications(services, session, query),
    getApplication: (session, id) => getApplication(services, session, id),
    followApplication: (session, id, following) => followApplication(services, watch, session, id, following),
    followApplications: (session, department, following) =>
      followApplications(services, watch, session, department, following),
  };
}
