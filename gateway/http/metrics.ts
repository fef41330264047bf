// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface MetricsSources {
  /** Height of the ledger and number of blocks that the read model has taken in. */
  readonly heights: () => Promise<{ readonly ledger: bigint; readonly readModel: bigint }>;
}

/** Labels are route patterns, methods, statuses and codes: all closed, none about a person. */
export function measure(app: FastifyInstance, { heights }: MetricsSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'onedoor_http_request_duration_seconds',
    help: 'Time from the arrival of a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const durationOf = keeping((method, route, status) => duration.labels(method, route, status));
  const problems = new Counter({
    name: 'onedoor_http_problems_total',
    help: 'Answers that were problems',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const status = String(reply.statusCode);
    durationOf(request.method, route, status).observe(reply.elapsedTime / 1000);
    if (reply.statusCode >= 400) problems.inc({ route, status });
    done();
  });
  measureHeights(registry, heights);
  return registry;
}

/** What belongs to these labels, looked up once. There are no more than the metric itself has. */
function keeping<T>(find: (...labels: string[]) => T): (...labels: string[]) => T {
  const known = new Map<string, T>();
  return (...labels) => {
    const key = labels.join(' ');
    const found = known.get(key) ?? find(...labels);
    known.set(key, found);
    return found;
  };
}

function measureHeights(registry: Registry, heights: MetricsSources['heights']): void {
  for (const { name, help, source } of [
    { name: 'onedoor_ledger_blocks', help: 'Blocks on the ledger', source: 'ledger' },
    { name: 'onedoor_read_model_blocks', help: 'Blocks that the read model has taken in', source: 'readModel' },
  ] as const) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // What cannot be measured must not hide what can.
        this.set(
          await heights().then(
            (now) => Number(now[source]),
            () => Number.NaN,
          ),
        );
      },
    });
  }
}
