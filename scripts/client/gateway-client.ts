// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { languageOf } from '../language.js';
import { GatewayFailure, problemOf } from './gateway-failure.js';
import { NoAnswer } from './no-answer.js';

export interface Connection {
  readonly url: string;
  /** Bearer token; without one only open routes answer. */
  readonly token?: string;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  /** A body that is not JSON, with its content type. */
  readonly file?: { readonly type: string; readonly bytes: Uint8Array };
  readonly headers?: Readonly<Record<string, string>>;
  /** Is shown the headers of a good answer. */
  readonly onHeaders?: (headers: Headers) => void;
  /** Only for what may be said twice: waits and asks again while the gateway is away, busy or in conflict. */
  readonly retries?: number;
  /** Cuts the request off. */
  readonly signal?: AbortSignal;
  /** Once aborted there is no further attempt; the one on its way is waited for. */
  readonly enough?: AbortSignal;
}

const AGAIN = new Set([202, 409, 429, 503]);
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;

/**
 * One JSON request to a gateway.
 * @throws {GatewayFailure} it answered with a problem, or with 202 (the outcome is not known yet).
 * @throws {NoAnswer} it could not be reached, or the connection broke.
 */
export async function request(connection: Connection, path: string, options: RequestOptions = {}): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await requestOnce(connection, path, options);
    } catch (error) {
      if (attempt >= (options.retries ?? 0) || options.enough?.aborted === true || !mayPass(error)) throw error;
      // Woken early by `enough`, it asks once more and then gives up.
      await sleep(waitBefore(attempt, error), undefined, { signal: options.enough }).catch(() => undefined);
    }
  }
}

async function requestOnce({ url, token }: Connection, path: string, options: RequestOptions): Promise<unknown> {
  const body = bodyOf(options);
  const response = await send(new URL(path, url), {
    method: options.method ?? 'GET',
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-language': languageOf(process.env) === 'zh' ? 'zh-CN' : 'en',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...options.headers,
      ...body.headers,
    },
    ...body.init,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const text = await response.text().catch((error: unknown) => {
    throw new NoAnswer(url, { cause: error });
  });
  if (response.ok && response.status !== 202) {
    options.onHeaders?.(response.headers);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
  throw new GatewayFailure(
    response.status,
    problemOf(text, response.status),
    secondsOf(response.headers.get('retry-after')),
  );
}

function bodyOf({ body, file }: RequestOptions): { headers: Record<string, string>; init: RequestInit } {
  if (file !== undefined) return { headers: { 'content-type': file.type }, init: { body: file.bytes } };
  if (body === undefined) return { headers: {}, init: {} };
  return { headers: { 'content-type': 'application/json' }, init: { body: JSON.stringify(body) } };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new NoAnswer(url.origin, { cause: error });
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof GatewayFailure && AGAIN.has(error.status));
}

/** Doubling, with half of it random, so that clients that were turned away together do not come back together. */
function waitBefore(attempt: number, error: unknown): number {
  const asked = error instanceof GatewayFailure ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const step = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return Math.max(asked, step / 2 + (Math.random() * step) / 2);
}

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) : undefined;
}
