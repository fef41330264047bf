// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import type { Registry } from 'prom-client';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Session } from '../../usecases/session.js';
import type { GatewayApp } from '../gateway-app.js';
import { Liveness, Readiness, VersionView } from '../health-views.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import type { Health } from '../readiness.js';

export interface HealthServices {
  readonly health: Health;
  readonly registry: Registry;
  readonly version: string;
  readonly ledgerKind: string;
  /** Whether the caller operates what this process does. */
  readonly isOperator: (session: Session) => Promise<boolean>;
}

/** For whoever watches the process. */
export function healthRoutes(app: GatewayApp, services: HealthServices): void {
  const { health, registry, version, ledgerKind, isOperator } = services;
  app.get('/livez', live, () => ({ status: 'ok' as const }));
  app.get('/readyz', ready, async (request, reply) => {
    const { status, parts } = await health();
    const mayKnow = request.session !== null && (await isOperator(request.session));
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(mayKnow && parts !== undefined ? { status, parts } : { status });
  });
  app.get('/metrics', metrics, async (request, reply) => {
    if (!(await isOperator(callerOf(request)))) throw new DomainError('DEPARTMENT_NOT_ENTITLED');
    const text = await registry.metrics();
    return reply.type(registry.contentType).header('cache-control', 'no-store').send(text);
  });
  app.get('/version', versionOf, () => ({
    name: 'onedoor' as const,
    version,
    ledger: ledgerKind,
    node: process.version,
  }));
}

const live = operation({
  operationId: 'livez',
  summary: 'Whether the process runs',
  tag: 'operators',
  access: 'everyone',
  response: { 200: pointTo(Liveness) },
});
const ready = operation({
  operationId: 'readyz',
  summary: 'Whether requests can be served; details for operators',
  tag: 'operators',
  access: 'everyone',
  response: { 200: pointTo(Readiness), 503: pointTo(Readiness) },
});
const metrics = operation({
  operationId: 'metrics',
  summary: 'Measurements in the text format of Prometheus',
  tag: 'operators',
  access: ['operator'],
  problems: ['DEPARTMENT_NOT_ENTITLED'],
  response: {
    200: {
      description: 'Measurements',
      content: { 'text/plain': { schema: Type.String() } },
    },
  },
});
const versionOf = operation({
  operationId: 'version',
  summary: 'What runs here',
  tag: 'everyone',
  access: 'everyone',
  response: { 200: pointTo(VersionView) },
});
