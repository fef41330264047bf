// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Session } from '../../usecases/session.js';
import type { HttpLimits } from '../http-settings.js';
import { HttpProblem } from '../problems/http-problem.js';
import { FixedWindow } from './fixed-window.js';

const MINUTE_MS = 60_000;
/** Callers and addresses that are counted at the same time; the ones that were silent longest are forgotten. */
const COUNTED = 20_000;
/** Whoever watches the process must always be told that it lives. */
const UNCOUNTED: ReadonlySet<string | undefined> = new Set(['/livez']);

/** What authentication tells of a request that it refused. */
export type OnFailure = (request: FastifyRequest) => void;

/**
 * Counts those that failed to authenticate, by their address: beyond the limit they are told to wait instead of why. A
 * good token is never refused for what others at its address do.
 */
export function countFailures({ failures }: HttpLimits): OnFailure {
  const windows = new FixedWindow(MINUTE_MS, COUNTED);
  return (request) => {
    if (failures === 0) return;
    const { count, seconds } = windows.count(addressOf(request));
    if (count > failures) throw tooMany(seconds);
  };
}

/** Counts what got through authentication: by officer, role and department, without a token by address. */
export function limitRequests(app: FastifyInstance, { caller, address }: HttpLimits): void {
  const windows = new FixedWindow(MINUTE_MS, COUNTED);
  app.addHook('onRequest', (request, reply, done) => {
    const most = request.session === null ? address : caller;
    if (most === 0 || UNCOUNTED.has(request.routeOptions.url)) {
      done();
      return;
    }
    const { count, seconds } = windows.count(keyOf(request));
    reply
      .header('ratelimit-limit', String(most))
      .header('ratelimit-remaining', String(Math.max(0, most - count)))
      .header('ratelimit-reset', String(seconds));
    if (count <= most) done();
    else done(tooMany(seconds));
  });
}

/** @param seconds until the caller may ask again. */
export function tooMany(seconds: number): HttpProblem {
  return new HttpProblem('RATE_LIMITED', { headers: { 'retry-after': String(seconds) } });
}

function keyOf(request: FastifyRequest): string {
  const { session } = request;
  return session === null ? addressOf(request) : callerKey(session);
}

/** One officer in one role of one department. */
export function callerKey({ department, role, officer }: Session): string {
  return `caller ${department} ${role} ${officer}`;
}

/** Of an IPv6 address its /64: whoever has one has all of them. An IPv4 address stays itself however it is written. */
function addressOf({ ip }: FastifyRequest): string {
  if (!ipaddr.isValid(ip)) return `address ${ip}`; // what a proxy that is believed put there
  const address = ipaddr.process(ip);
  const whose = address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString();
  return `address ${whose}`;
}
