// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { OpenReport } from './killed-gateway.js';
import type { Actor } from './messages.js';
import type { Wish } from './workload.js';

/** Members of answers that the campaign looks at. */
export interface Answer {
  readonly code?: string;
  readonly verificationId?: string;
  readonly outcome?: string;
  readonly recordId?: string;
  readonly status?: string;
  readonly results?: readonly { readonly status: string; readonly recordId?: string }[];
  readonly prefill?: readonly { readonly field: string; readonly value: unknown }[];
  readonly history?: readonly unknown[];
  readonly verifications?: readonly { readonly verificationId: string }[];
  readonly ledger?: { readonly transactionId: string; readonly blockNumber: number } | null;
}

export interface Answered {
  readonly http: number;
  readonly body: Answer;
}

const TRIES = 40;

/** Sends requests to one opened gateway. Throws where the connection breaks: whoever was asked is gone. */
export class Client {
  readonly #opened: OpenReport;

  constructor(opened: OpenReport) {
    this.#opened = opened;
  }

  send({ actor, path, post, key }: Wish): Promise<Answered> {
    return this.#ask(actor, path, { post, key });
  }

  get(actor: Actor, path: string): Promise<Answered> {
    return this.#ask(actor, path, {});
  }

  /** Without a key. */
  post(actor: Actor, path: string, post: object): Promise<Answered> {
    return this.#ask(actor, path, { post });
  }

  /** Repeats with the same key until there is an answer that is not "later". */
  async untilAnswered(wish: Wish): Promise<Answered> {
    for (let attempt = 0; ; attempt += 1) {
      const answered = await this.send(wish);
      const isLater = [202, 409, 503].includes(answered.http);
      if (!isLater || attempt >= TRIES) return answered;
      await pause(50);
    }
  }

  async #ask(actor: Actor, path: string, { post, key }: { post?: object; key?: string }): Promise<Answered> {
    const response = await fetch(new URL(path, this.#opened.url), {
      method: post === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${this.#opened.tokens[actor]}`,
        ...(post === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
      },
      ...(post === undefined ? {} : { body: JSON.stringify(post) }),
    });
    return { http: response.status, body: (await response.json()) as Answer };
  }
}
