// SPDX-License-Identifier: Apache-2.0
import { credentials } from '@grpc/grpc-js';
import type { Client, ServiceError } from '@grpc/grpc-js';

/** Where a node is reached. */
export interface Endpoint {
  readonly node: string;
  /** `host:port` */
  readonly address: string;
  /** PEM of the root behind its TLS certificate. */
  readonly root: string;
}

const CALL_MS = 60_000;
const LARGEST = 100 * 1024 * 1024;

const GRPC_OPTIONS = {
  'grpc.max_receive_message_length': LARGEST,
  'grpc.max_send_message_length': LARGEST,
  // A node that has just started must not wait for the client's long pauses between attempts.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1000,
};

type ClientClass<T> = new (
  address: string,
  channelCredentials: ReturnType<typeof credentials.createSsl>,
  options: object,
) => T;

/** A client of one service of the node; to be closed. */
export function clientOf<T extends Client>(service: ClientClass<T>, { address, root }: Endpoint): T {
  return new service(address, credentials.createSsl(Buffer.from(root)), GRPC_OPTIONS);
}

/** Calls once and closes the client. Waits for the connection, up to the deadline. */
export async function callOnce<T extends Client, A>(
  client: T,
  call: (
    client: T,
    options: { readonly deadline: number },
    done: (error: ServiceError | null, answer?: A) => void,
  ) => void,
  within = CALL_MS,
): Promise<A> {
  try {
    return await new Promise<A>((resolve, reject) => {
      call(client, { deadline: Date.now() + within }, (error, answer) => {
        if (error !== null || answer === undefined) reject(error ?? new Error('no answer'));
        else resolve(answer);
      });
    });
  } finally {
    client.close();
  }
}
