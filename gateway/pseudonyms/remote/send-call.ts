// SPDX-License-Identifier: Apache-2.0
import { request as httpsRequest, type Agent } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { LONGEST_BODY } from '../wire/calls.js';

/** What came back, its body parsed; `undefined` where it was no JSON. */
export interface CallAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** No answer came. `wasSent`: the service may have got the call all the same. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly wasSent: boolean;

  constructor(wasSent: boolean, options: ErrorOptions) {
    super('the pseudonym service gave no answer', options);
    this.wasSent = wasSent;
  }
}

/** Sends a body as it is and waits for the whole answer. @throws {CallFailed} */
export function sendCall(url: URL, agent: Agent, body: string, signal: AbortSignal): Promise<CallAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = httpsRequest(url, { method: 'POST', agent, headers, signal }, (response) => {
      readAll(response).then(
        (text) => {
          resolve({ status: response.statusCode ?? 0, body: parsed(text) });
        },
        (cause: unknown) => {
          reject(new CallFailed(true, { cause }));
        },
      );
    });
    sent.on('error', (cause) => {
      reject(new CallFailed(!isBeforeSending(cause), { cause }));
    });
    sent.end(body);
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Nobody was there to be told anything. */
function isBeforeSending(error: Error & { readonly syscall?: string }): boolean {
  return error.syscall === 'connect' || error.syscall === 'getaddrinfo';
}
