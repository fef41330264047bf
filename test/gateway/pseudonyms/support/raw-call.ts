// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ClientFiles } from '../../../../gateway/pseudonyms/remote/client-connections.js';

/** What a client sends that is not ours. Answers status and text; rejects where the connection was refused. */
export function rawCall(
  url: string,
  files: Partial<ClientFiles>,
  { path = '/v1/register-pseudonyms', body = '', ...options }: RequestOptions & { readonly body?: string } = {},
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path ?? '', url),
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json' },
        ...tlsOf(files),
        ...options,
      },
      (response) => {
        text(response).then((read) => {
          resolve({ status: response.statusCode, text: read });
        }, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function tlsOf({ certificate, key, root }: Partial<ClientFiles>): RequestOptions {
  return {
    ...(root === undefined ? { rejectUnauthorized: false } : { ca: readFileSync(root) }),
    ...(certificate === undefined || key === undefined
      ? {}
      : { cert: readFileSync(certificate), key: readFileSync(key) }),
  };
}
