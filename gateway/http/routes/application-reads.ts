// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { EventQuery, EventsQuery } from '../../usecases/applications/application-event.js';
import { ApplicationList, ApplicationQuery } from '../../usecases/applications/application-list.js';
import { ApplicationParams, ApplicationView } from '../../usecases/applications/application-view.js';
import type { Following } from '../../usecases/applications/follow-applications.js';
import type { UseCases } from '../../usecases/use-cases.js';
import { sendTagged } from '../cached.js';
import type { EventStreams, OpenSource } from '../event-streams.js';
import type { GatewayApp } from '../gateway-app.js';
import { callerOf, type Access } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** What is read of applications; what is done about them stands in `applications.ts`. */
export function applicationReadRoutes(
  app: GatewayApp,
  { useCases, streams }: { readonly useCases: UseCases; readonly streams: EventStreams },
): void {
  app.get('/v1/applications', list, (request) => useCases.listApplications(callerOf(request), request.query));
  app.get('/v1/applications/:id', read, async (request, reply) => {
    const { tag, view } = await useCases.getApplication(callerOf(request), request.params.id);
    return sendTagged(request, reply, tag, view);
  });
  app.get('/v1/applications/:id/events', followOne, (request, reply) => {
    const { params, query, headers } = request;
    const open: OpenSource = (signal, heartbeat) =>
      useCases.followApplication(
        callerOf(request),
        params.id,
        followingOf(headers['last-event-id'], query, { signal, heartbeat }),
      );
    return streams.send(request, reply, open);
  });
  app.get('/v1/applications/events', followAll, (request, reply) => {
    const { query, headers } = request;
    const open: OpenSource = (signal, heartbeat) => {
      const following = followingOf(headers['last-event-id'], query, { signal, heartbeat });
      return useCases.followApplications(callerOf(request), query.department, following);
    };
    return streams.send(request, reply, open);
  });
}

function followingOf(
  last: string | string[] | undefined,
  { follow = true }: { readonly follow?: boolean },
  { signal, heartbeat }: { readonly signal: AbortSignal; readonly heartbeat: number },
): Following {
  const after = typeof last === 'string' ? { after: Number(last) } : {};
  return { ...after, once: !follow, heartbeatMilliseconds: heartbeat, signal };
}

const READERS: Access = ['intake', 'officer', 'auditor'];

const LastEventId = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,15}$',
      description:
        'The id of the last event that came: a block number. What came after it is told first; absent: from now on',
    }),
  ),
});
const EVENTS = {
  description:
    'Events named `move`, whose `data` is an ApplicationEvent, as JSON; lines that begin with a colon say that the stream lives',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};

function streaming<O extends ReturnType<typeof operation>>(declared: O): O {
  return {
    ...declared,
    schema: { ...declared.schema, headers: LastEventId },
    config: { ...declared.config, stream: true },
  };
}

const list = operation({
  operationId: 'listApplications',
  summary: "Inbox of the department's items, those due first at the beginning; or what the department filed",
  tag: 'intakes',
  access: READERS,
  querystring: ApplicationQuery,
  response: { 200: pointTo(ApplicationList) },
  problems: ['CASE_NO_INVALID', 'CASE_DEPARTMENT_REQUIRED', 'DEPARTMENT_KEY_MISSING', 'NOT_AVAILABLE_YET'],
});
const read = operation({
  operationId: 'getApplication',
  summary: 'An application: where each item stands, how its materials are met, and what the caller can do',
  description:
    'For the department that filed it, those of its items, and auditors; without a value of the applicant. The ETag is what ' +
    '`If-Match` of a move takes; with `If-None-Match` an unchanged application is 304.',
  tag: 'intakes',
  access: READERS,
  params: ApplicationParams,
  response: {
    200: {
      description: 'The application',
      headers: { etag: { type: 'string', description: 'Another one after every move and every deposit' } },
      content: { 'application/json': { schema: pointTo(ApplicationView) } },
    },
    304: { description: 'It is as the client has it', type: 'null' },
  },
  problems: ['NOT_FOUND'],
});
const followOne = streaming(
  operation({
    operationId: 'followApplication',
    summary: 'Moves of an application as they are made (server-sent events)',
    tag: 'intakes',
    access: READERS,
    params: ApplicationParams,
    querystring: EventQuery,
    response: { 200: EVENTS },
    problems: ['NOT_FOUND'],
  }),
);
const followAll = streaming(
  operation({
    operationId: 'followApplications',
    summary: 'Moves of all applications in which the department takes part, as they are made (server-sent events)',
    tag: 'intakes',
    access: READERS,
    querystring: EventsQuery,
    response: { 200: EVENTS },
    problems: ['NOT_FOUND'],
  }),
);
