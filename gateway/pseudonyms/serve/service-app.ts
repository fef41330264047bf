// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:crypto';
import type { Server, ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import { PseudonymRefusal } from '../pseudonym-refusal.js';
import type { PseudonymService } from '../pseudonym-service.js';
import { CALLS, LONGEST_BODY, pathOf, type CallName, type RefusalBody } from '../wire/calls.js';
import { ANSWERS } from './answer-call.js';
import { AskingDepartments } from './asking-department.js';
import type { KnownClients } from './known-clients.js';

/** TLS certificate and key of the service, PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface ServiceTimes {
  /** For the handshake, the head and the whole of a request, each; milliseconds. */
  readonly arrival: number;
  /** A connection on which nothing moves. */
  readonly idle: number;
}

export interface ServiceAppOptions {
  readonly service: PseudonymService;
  readonly certificate: ServerCertificate;
  readonly clients: KnownClients;
  /** Departments that may ask under which name a diary stands. */
  readonly auditors: readonly string[];
  readonly log: FastifyBaseLogger;
  readonly times?: ServiceTimes;
  readonly now?: () => number;
  /** Awaited before a request is judged by its connection. */
  readonly onAsked?: (socket: Socket) => Promise<void>;
}

export type ServiceServer = FastifyInstance<Server>;

/** The service as an application, and how it takes other certificates while it runs. */
export interface ServiceApp {
  readonly app: ServiceServer;
  readonly replace: (certificate: ServerCertificate, clients: KnownClients) => void;
}

const TIMES: ServiceTimes = { arrival: 10_000, idle: 90_000 };
const MOST_CONNECTIONS = 1_024;
const LONGEST_HEAD = 8 * 1024;

/** Builds the service: mutual TLS 1.3 alone, closed bodies, and a log that knows departments and counts, nobody's identifier. */
export function buildServiceApp(options: ServiceAppOptions): ServiceApp {
  const { certificate, clients, log, times = TIMES } = options;
  const app = fastify({
    https: { ...tlsOf(certificate, clients), ...limitsOf(times) },
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LONGEST_BODY,
    connectionTimeout: times.idle,
    requestTimeout: times.arrival,
    keepAliveTimeout: times.idle,
    forceCloseConnections: 'idle',
  }) as unknown as ServiceServer;
  app.server.maxConnections = MOST_CONNECTIONS;
  const departments = new AskingDepartments(clients, options.now ?? Date.now);
  app.setValidatorCompiler(
    ({ schema }) =>
      (value) =>
        Value.Check(schema as object, value) || { error: new Error('off schema') },
  );
  answerRefusals(app);
  const { onAsked } = options;
  if (onAsked !== undefined) app.addHook('onRequest', (request) => onAsked(request.raw.socket));
  app.get('/livez', (_request, reply) => reply.send({ status: 'alive' }));
  for (const name of Object.keys(CALLS) as CallName[]) addCall(app, name, options, departments);
  return {
    app,
    replace: (renewed, others) => {
      app.server.setSecureContext(tlsOf(renewed, others));
      departments.replace(others);
    },
  };
}

function tlsOf({ cert, key }: ServerCertificate, { roots }: KnownClients): ServerOptions {
  return {
    cert,
    key,
    ca: [...roots],
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
    secureOptions: constants.SSL_OP_NO_TICKET, // a resumed session would not be held against the CAs of today
  };
}

function limitsOf({ arrival }: ServiceTimes): ServerOptions {
  return {
    handshakeTimeout: arrival,
    headersTimeout: arrival,
    connectionsCheckingInterval: Math.ceil(arrival / 4),
    maxHeaderSize: LONGEST_HEAD,
  };
}

function addCall(
  app: ServiceServer,
  name: CallName,
  { service, auditors, log }: ServiceAppOptions,
  departments: AskingDepartments,
): void {
  const answer = ANSWERS[name] as Answer; // its body has passed the schema of the same row
  const mayAsk = (department: string): boolean => name !== 'diary-pseudonym' || auditors.includes(department);
  const department = (request: FastifyRequest): string => {
    const asking = departments.of(request.raw.socket);
    if (asking === undefined) throw new CallRefused(403, 'CALLER_UNKNOWN');
    if (!mayAsk(asking)) throw new CallRefused(403, 'NOT_ENTITLED');
    return asking;
  };
  app.post(pathOf(name), {
    schema: { body: CALLS[name].request },
    // Before the body is read: who may not ask is not listened to.
    onRequest: (request, _reply, done) => {
      department(request);
      done();
    },
    onResponse: (request, reply, done) => {
      const asking = departments.of(request.raw.socket) ?? 'unknown';
      log.info({ call: name, department: asking, ...countsOf(request.body), ...outcomeOf(reply) }, 'answered');
      done();
    },
    handler: async (request) => answer(service, department(request), request.body),
  });
}

type Answer = (service: PseudonymService, department: string, body: unknown) => Promise<unknown>;

/** Role, purpose and how many subjects: the most that a line may say. */
function countsOf(body: unknown): object {
  const { role, purpose, subjects } = (body ?? {}) as { role?: unknown; purpose?: unknown; subjects?: unknown };
  const isKnown = Value.Check(CALLS['register-pseudonyms'].request.properties.role, role);
  return isKnown ? { role, purpose, count: Array.isArray(subjects) ? subjects.length : 1 } : {};
}

function outcomeOf(reply: { readonly statusCode: number; readonly elapsedTime: number }): object {
  return { status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
}

class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, code: RefusalBody['code']) {
    super(code);
    this.status = status;
    this.body = { code };
  }
}

function answerRefusals(app: ServiceServer): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' } satisfies RefusalBody));
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = refusalOf(error);
    if (status >= 500) app.log.error({ err: error }, 'a call failed');
    if (body.code === 'PSEUDONYM_LIMIT_REACHED') reply.header('retry-after', '60');
    return reply.code(status).send(body);
  });
}

/** What a parser or a schema says of a body may quote it: only the code is passed on. */
function refusalOf(error: unknown): { readonly status: number; readonly body: RefusalBody } {
  if (error instanceof CallRefused) return error;
  if (error instanceof PseudonymRefusal) {
    const { code, index } = error;
    return {
      status: code === 'PSEUDONYM_LIMIT_REACHED' ? 429 : 422,
      body: index === undefined ? { code } : { code, index },
    };
  }
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode >= 400 && statusCode < 500) return { status: statusCode, body: { code: 'REQUEST_MALFORMED' } };
  return { status: 500, body: { code: 'INTERNAL' } };
}
