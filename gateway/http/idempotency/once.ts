// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify';
import type { Submissions } from '../../idempotency/submissions.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import type { Session } from '../../usecases/session.js';
import type { HttpLimits } from '../http-settings.js';
import { callerOf } from '../identity/authentication.js';
import { FixedWindow } from '../limits/fixed-window.js';
import { callerKey, tooMany } from '../limits/rate-limits.js';
import { occurrenceOf } from '../problems/occurrence-of.js';
import { PROBLEM_CATALOGUE } from '../problems/problem-catalogue.js';
import type { Occurrence } from '../problems/problem.js';
import { KeptRefusal } from './kept-refusal.js';
import { readKey } from './read-key.js';

/** How a route that submits is carried out, and answered again. */
export interface Repeatable<A> {
  /** The caller carries the watch of the request. */
  run(caller: Session): Promise<A>;
  /** The answer from transactions of an earlier try that was cut off. */
  again(caller: Session, committed: readonly CommittedPart[]): Promise<A>;
  /** What is kept of the answer: no value. Default: all of it. */
  keep?(answer: A): unknown;
  /** The answer from what was kept. Default: that itself. */
  recall?(kept: unknown): Promise<A>;
}

/** Carries a request out once: with an `Idempotency-Key` a repeat gets the answer of the first. */
export type Once = <A>(request: FastifyRequest, how: Repeatable<A>) => Promise<A>;

/** Refusals that another try could escape: they are not kept. */
const PASSING: readonly number[] = [401, 408, 409, 412, 425, 429];
const HOUR_MS = 3_600_000;
/** Callers whose keys are counted at the same time. */
const CALLERS = 20_000;

export function onceOver(submissions: Submissions, limits: Pick<HttpLimits, 'keys'>): Once {
  const countKey = keyCounter(limits);
  return async <A>(request: FastifyRequest, how: Repeatable<A>) => {
    const { method, url, body, routeOptions } = request;
    const caller = callerOf(request);
    const key = readKey(request.headers['idempotency-key']);
    if (key !== undefined) countKey(caller);
    return submissions.once<A>({
      caller,
      operation: (routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? '',
      key,
      request: [method, url, body ?? null],
      run: (watch) => how.run({ ...caller, watch }),
      keep: (answer) => how.keep?.(answer) ?? answer,
      keepRefusal,
      recall: (kept) => how.recall?.(kept) ?? Promise.resolve(kept as A),
      recallRefusal: (kept) => {
        throw new KeptRefusal(kept as Occurrence);
      },
      rebuild: (committed, watch) => how.again({ ...caller, watch }, committed),
    });
  };
}

/** Every key is kept for an hour at least, so that what one caller can fill the disk with must have an end. */
function keyCounter({ keys }: Pick<HttpLimits, 'keys'>): (caller: Session) => void {
  const windows = new FixedWindow(HOUR_MS, CALLERS);
  return (caller) => {
    if (keys === 0) return;
    const { count, seconds } = windows.count(callerKey(caller));
    if (count > keys) throw tooMany(seconds);
  };
}

function keepRefusal(error: unknown): Occurrence | undefined {
  const occurrence = occurrenceOf(error);
  const { status } = PROBLEM_CATALOGUE[occurrence.code];
  return status >= 400 && status < 500 && !PASSING.includes(status) ? occurrence : undefined;
}
