// SPDX-License-Identifier: Apache-2.0
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { MEBIBYTE, type HttpLimits } from '../http-settings.js';
import { HttpProblem } from '../problems/http-problem.js';

/** Whoever watches the process must see that it lives, and what burdens it. */
const ALWAYS_SERVED: ReadonlySet<string | undefined> = new Set(['/livez', '/metrics']);

/** Turns requests away before anything is done for them while the process cannot keep up: 503 with Retry-After. */
export async function shedLoad(app: FastifyInstance, { delay, heap }: HttpLimits, sampleMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: delay,
    maxHeapUsedBytes: heap * MEBIBYTE,
    sampleInterval: sampleMs,
    pressureHandler: ({ routeOptions }) => {
      if (!ALWAYS_SERVED.has(routeOptions.url)) throw new HttpProblem('TOO_BUSY');
    },
  });
}
