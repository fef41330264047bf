// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventsOfBlock } from '../usecases/applications/application-event.js';
import { callerOf } from './identity/authentication.js';
import { callerKey, tooMany } from './limits/rate-limits.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An answer that goes on (server-sent events). */
    stream?: boolean;
  }
}

/** Limits of answers that go on. */
export interface StreamSettings {
  /** Open at the same time by one officer in one role. */
  readonly perCaller: number;
  /** Milliseconds after which one ends in order: the reader comes again, and its token is looked at anew. */
  readonly life: number;
  /** Milliseconds without an event after which a line says that the stream lives. */
  readonly heartbeat: number;
}

export const DEFAULT_STREAMS: StreamSettings = { perCaller: 8, life: 15 * 60_000, heartbeat: 15_000 };

/** How long a reader whose stream has ended waits before it comes again, in milliseconds. */
const RETRY_MS = 2_000;

/** Opens the source of a stream; what it throws is answered as a problem. */
export type OpenSource = (signal: AbortSignal, heartbeatMilliseconds: number) => Promise<AsyncIterable<EventsOfBlock>>;

/** Server-sent events. All streams end in order when the gateway closes. */
export class EventStreams {
  readonly #settings: StreamSettings;
  readonly #open = new Map<string, Set<AbortController>>();

  constructor(app: FastifyInstance, settings: StreamSettings) {
    this.#settings = settings;
    app.addHook('preClose', (done) => {
      for (const streams of this.#open.values()) for (const stream of streams) stream.abort();
      done();
    });
  }

  /** @throws {HttpProblem} RATE_LIMITED: the caller has as many open as one may have. */
  async send(request: FastifyRequest, reply: FastifyReply, open: OpenSource): Promise<FastifyReply> {
    const { life, heartbeat } = this.#settings;
    const stream = this.#enter(callerKey(callerOf(request)), reply);
    const end = setTimeout(() => {
      stream.abort();
    }, life);
    stream.signal.addEventListener('abort', () => {
      clearTimeout(end);
    });
    try {
      const source = await open(stream.signal, heartbeat);
      return await reply
        .headers({ 'content-type': 'text/event-stream; charset=utf-8', connection: 'close', 'x-accel-buffering': 'no' })
        .send(Readable.from(textOf(source), { objectMode: false, highWaterMark: 1 }));
    } catch (error) {
      stream.abort();
      throw error;
    }
  }

  /** Counts a stream until its connection has ended, whoever ended it. */
  #enter(caller: string, reply: FastifyReply): AbortController {
    const streams = this.#open.get(caller) ?? new Set();
    if (streams.size >= this.#settings.perCaller) throw tooMany(Math.ceil(this.#settings.life / 1000));
    const stream = new AbortController();
    this.#open.set(caller, streams.add(stream));
    reply.raw.once('close', () => {
      stream.abort();
      streams.delete(stream);
      if (streams.size === 0) this.#open.delete(caller);
    });
    return stream;
  }
}

/**
 * As the format has it. The id stands with the last event of a block alone: a reader that is cut off in the middle of one
 * gets the whole of it again.
 */
async function* textOf(source: AsyncIterable<EventsOfBlock>): AsyncGenerator<string, void, undefined> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const { block, events } of source) {
    if (events.length === 0) yield ': alive\n\n';
    const lines = events.map((event, index) => {
      const id = index === events.length - 1 ? `id: ${block}\n` : '';
      return `${id}event: move\ndata: ${JSON.stringify(event)}\n\n`;
    });
    if (lines.length > 0) yield lines.join('');
  }
}
