// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController, type FastifyBaseLogger, type FastifyServerOptions } from 'fastify';
import type { Submissions } from '../idempotency/submissions.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Cursors } from '../usecases/cursors.js';
import type { UseCases } from '../usecases/use-cases.js';
import { answerClientError, answerOddRequests } from './client-errors.js';
import { DEFAULT_STREAMS, EventStreams, type StreamSettings } from './event-streams.js';
import type { GatewayApp } from './gateway-app.js';
import { DEFAULT_LIMITS, DEFAULT_TIMEOUTS, HEAD_LIMIT, type HttpLimits, type HttpTimeouts } from './http-settings.js';
import { onceOver } from './idempotency/once.js';
import { authenticate } from './identity/authentication.js';
import { operatorsOf } from './identity/operators.js';
import type { TokenIssuer } from './identity/token-keys.js';
import { BODY_LIMIT, readStrictJson } from './json/body-parser.js';
import { buildValidator } from './json/validation.js';
import { refuseDoubtfulFraming } from './limits/framing.js';
import { refuseLateAnswers } from './limits/late-answers.js';
import { countFailures, limitRequests } from './limits/rate-limits.js';
import { cutSlowReaders } from './limits/slow-readers.js';
import { shedLoad } from './limits/under-pressure.js';
import { logAnswers } from './logging.js';
import { measure, type MetricsSources } from './metrics.js';
import { DOCS_PREFIX, describeRoutes } from './openapi.js';
import { markPages } from './pages-of-lists.js';
import { answerWithProblems, refuseUnknownAddresses, sendProblem } from './problems/error-handler.js';
import { healthOf } from './readiness.js';
import { acceptedRequestId, markAnswers } from './request-marks.js';
import { checkAnswers } from './response-check.js';
import { applicationReadRoutes } from './routes/application-reads.js';
import { applicationRoutes } from './routes/applications.js';
import { certificateRoutes } from './routes/certificates.js';
import { departmentRoutes } from './routes/departments.js';
import { diaryRoutes } from './routes/diaries.js';
import { hallRoutes } from './routes/halls.js';
import { healthRoutes } from './routes/health.js';
import { importRoutes } from './routes/imports.js';
import { indexRoutes } from './routes/index-page.js';
import { itemRoutes } from './routes/items.js';
import { openapiRoutes } from './routes/openapi.js';
import { problemRoutes } from './routes/problems.js';
import { provenanceRoutes } from './routes/provenance.js';
import { recordTypeRoutes } from './routes/record-types.js';
import { recordRoutes } from './routes/records.js';
import { submissionRoutes } from './routes/submissions.js';
import { themePlanRoutes } from './routes/theme-plans.js';
import { themeRoutes } from './routes/themes.js';
import { transactionRoutes } from './routes/transactions.js';
import { uploadRoutes } from './routes/uploads.js';
import { verificationRoutes } from './routes/verifications.js';
import { DATA_HEADERS, secureAnswers } from './security-headers.js';
import { SHARED_SCHEMAS } from './shared-schemas.js';

export interface AppConfig {
  /** Version of the software and kind of ledger, as `/version` tells them. */
  readonly version: string;
  readonly ledgerKind: string;
  /** Departments for which this gateway signs. */
  readonly departments: readonly string[];
  readonly timeouts?: HttpTimeouts;
  readonly limits?: Partial<HttpLimits>;
  readonly streams?: StreamSettings;
  /** Refuse to send what does not fit its declared schema; tests do. */
  readonly checkAnswers?: boolean;
}

export interface AppServices {
  readonly config: AppConfig;
  readonly log: FastifyBaseLogger;
  readonly useCases: UseCases;
  /** What carries each request out once. */
  readonly submissions: Submissions;
  readonly readModel: ReadModelDatabase;
  readonly cursors: Cursors;
  readonly heights: MetricsSources['heights'];
  readonly readModelRuns: () => boolean;
  /** Whose tokens count: the demo's, or the departments' own issuer. */
  readonly issuer: TokenIssuer;
}

/** The HTTP application, ready to listen or to be injected into. Everything it does is registered here, in order. */
export async function buildApp(services: AppServices): Promise<GatewayApp> {
  const { config, useCases, submissions, readModel, cursors, heights } = services;
  const { version, ledgerKind, departments } = config;
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const once = onceOver(submissions, limits);
  const timeouts = config.timeouts ?? DEFAULT_TIMEOUTS;
  const app = newServer(timeouts, limits, services.log);
  for (const schema of SHARED_SCHEMAS) app.addSchema(schema);

  readStrictJson(app);
  answerWithProblems(app);
  markAnswers(app);
  secureAnswers(app);
  logAnswers(app);
  const registry = measure(app, { heights });
  await guard(app, services, limits, timeouts);
  checkAnswers(app, config.checkAnswers ?? false);
  markPages(app, readModel);
  await describeRoutes(app, version);

  const health = healthOf(heights, services.readModelRuns);
  indexRoutes(app, { readModel, health, version, ledgerKind, departments });
  const isOperator = operatorsOf(readModel, departments);
  healthRoutes(app, { health, registry, version, ledgerKind, isOperator });
  openapiRoutes(app);
  problemRoutes(app);
  catalogueRoutes(app, { readModel, cursors });
  recordRoutes(app, { useCases, once });
  importRoutes(app, { useCases, once });
  verificationRoutes(app, { useCases, once });
  applicationRoutes(app, { useCases, once });
  applicationReadRoutes(app, { useCases, streams: new EventStreams(app, config.streams ?? DEFAULT_STREAMS) });
  diaryRoutes(app, { useCases, once });
  provenanceRoutes(app, { useCases, once });
  transactionRoutes(app, { useCases });
  submissionRoutes(app, { submissions });
  certificateRoutes(app, { useCases });
  uploadRoutes(app, { useCases, limit: limits.upload });

  await app.ready();
  return app;
}

/** What everyone may read. */
function catalogueRoutes(app: GatewayApp, { readModel, cursors }: Pick<AppServices, 'readModel' | 'cursors'>): void {
  departmentRoutes(app, { readModel, cursors });
  recordTypeRoutes(app, { readModel, cursors });
  itemRoutes(app, { readModel, cursors });
  themeRoutes(app, { readModel, cursors });
  themePlanRoutes(app, { readModel });
  hallRoutes(app, { readModel, cursors });
}

/** What a request must pass before its body is read. */
async function guard(
  app: GatewayApp,
  { issuer, config: { departments } }: AppServices,
  limits: HttpLimits,
  timeouts: HttpTimeouts,
): Promise<void> {
  refuseLateAnswers(app, timeouts.handler);
  cutSlowReaders(app, timeouts.response);
  answerOddRequests(app);
  refuseDoubtfulFraming(app);
  await shedLoad(app, limits, timeouts.pressureSample);
  authenticate(app, {
    policy: { issuer, departments },
    pluginPrefixes: [DOCS_PREFIX],
    onFailure: countFailures(limits),
  });
  limitRequests(app, limits);
  refuseUnknownAddresses(app);
}

/** The framework's type names its own pool of compilers; what it calls is this. */
type BuildValidator = NonNullable<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>['buildValidator']
>;

function newServer(timeouts: HttpTimeouts, limits: HttpLimits, loggerInstance: FastifyBaseLogger): GatewayApp {
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    connectionTimeout: timeouts.connection,
    requestTimeout: timeouts.request,
    http: {
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: Math.ceil(Math.min(timeouts.headers, timeouts.request) / 4), // how often both are looked at
      maxHeaderSize: HEAD_LIMIT,
      requireHostHeader: false, // refused by a hook, as a problem
    },
    keepAliveTimeout: timeouts.keepAlive,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ...(limits.proxies.length === 0 ? {} : { trustProxy: [...limits.proxies] }),
    genReqId: (request) => acceptedRequestId(request.headers['x-request-id']) ?? randomUUID(),
    schemaController: { compilersFactory: { buildValidator: buildValidator as unknown as BuildValidator } },
    frameworkErrors: (error, request, reply) => {
      // No hook has marked this answer.
      void sendProblem(error, request, reply.headers({ ...DATA_HEADERS, 'x-request-id': request.id }));
    },
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  if (limits.connections > 0) app.server.maxConnections = limits.connections;
  return app;
}
