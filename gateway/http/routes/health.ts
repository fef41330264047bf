// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import type { Registry } from 'prom-client';
import type { GatewayApp } from '../gateway-app.js';
import { Liveness, Readiness, VersionView } from '../health-views.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import type { Health } from '../readiness.js';

export interface HealthServices {
  readonly health: Health;
  readonly registry: Registry;
  readonly version: string;
  readonly ledgerKind: string;
}

/** For whoever watches the process. */
export function healthRoutes(app: GatewayApp, { health, registry, version, ledgerKind }: HealthServices): void {
  app.get('/livez', live, () => ({ status: 'ok' as const }));
  app.get('/readyz', ready, async (request, reply) => {
    const { status, parts } = await health();
    const mayKnow = request.session?.role === 'operator';
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(mayKnow && parts !== undefined ? { status, parts } : { status });
  });
  app.get('/metrics', metrics, async (_request, reply) => {
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
