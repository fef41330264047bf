// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino, type LoggerOptions } from 'pino';
import { CENSORED, PERSONAL, censor } from './censor.js';

export interface LogSettings {
  readonly level: string;
  /** Where lines go; default stdout. */
  readonly stream?: { write(line: string): void };
}

/** The one log of a gateway: JSON lines. */
export function openLog(settings: LogSettings): FastifyBaseLogger {
  const { stream } = settings;
  return stream === undefined ? pino(loggerOptions(settings)) : pino(loggerOptions(settings), stream);
}

/** Log lines carry what happened and how long it took: no address, query, header, body, id or person. */
function loggerOptions({ level }: LogSettings): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { log: censor },
    redact: { paths: [...PERSONAL], censor: CENSORED }, // what a child is bound to is not formatted
    serializers: {
      err: (error: unknown) => describeError(error),
      req: () => '[request]',
      res: () => '[response]',
    },
  };
}

/** One line per answer, by the pattern of its route. A log that would not show it is not told. */
export function logAnswers(app: FastifyInstance): void {
  app.setChildLoggerFactory((log) => log); // a logger per request costs more than the line: what is logged names its request
  if (!LEVELS_OF_ANSWERS.has(app.log.level)) return;
  app.addHook('onResponse', (request, reply, done) => {
    const { method, id: reqId, routeOptions } = request;
    const route = request.is404 ? 'unknown' : routeOptions.url;
    const line = { reqId, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    app.log.info(line, 'answered');
    done();
  });
}

const LEVELS_OF_ANSWERS: ReadonlySet<string> = new Set(['trace', 'debug', 'info']);

export interface ErrorDescription {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription | undefined;
}

/** Type, code and place of an error. Its message is masked: libraries like to quote what they could not read. */
function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: '', frames: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && /^[A-Z0-9_]{1,60}$/u.test(code) ? { code } : {}),
    message: mask(error.message),
    frames: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

const LONGEST_MESSAGE = 500;

/** Keeps the words of a message and hides whatever could be data: quotations, digits in a row, other scripts, long tokens. */
function mask(message: string): string {
  return message
    .slice(0, LONGEST_MESSAGE)
    .replaceAll(/(["'`]).*?(?:\1|$)/gsu, '"…"') // one that is cut off is a quotation too
    .replaceAll(/[^\x20-\x7e]+/gu, '…')
    .replaceAll(/[0-9][0-9Xx]{5,}/gu, '…')
    .replaceAll(/[A-Za-z0-9_+/=-]{22,}/gu, '…');
}
