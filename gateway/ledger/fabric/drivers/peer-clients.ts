// SPDX-License-Identifier: Apache-2.0
import { Client, credentials, type ChannelOptions } from '@grpc/grpc-js';
import type { Endpoint } from '../connection-profile.js';

/**
 * A peer allows a sign of life a minute and ends connections that give more. Without one, a connection whose other end
 * went without a word stays open for a quarter of an hour.
 */
const OPTIONS: ChannelOptions = {
  'grpc.keepalive_time_ms': 65_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_receive_message_length': 100 * 1024 * 1024,
  'grpc.max_send_message_length': 100 * 1024 * 1024,
  'grpc.initial_reconnect_backoff_ms': 250,
  'grpc.max_reconnect_backoff_ms': 2_000,
};

/** One connection to each peer of a department; one of them is in use. */
export class PeerClients {
  /** For messages. */
  readonly addresses: string;
  readonly #clients: readonly Client[];
  #index = 0;

  constructor(endpoints: readonly Endpoint[]) {
    this.addresses = endpoints.map(({ url }) => new URL(url).host).join(', ');
    this.#clients = endpoints.map(connect);
  }

  get count(): number {
    return this.#clients.length;
  }

  get current(): Client {
    const client = this.#clients[this.#index];
    if (client === undefined) throw new Error('no peer is known');
    return client;
  }

  /** The next peer is used from now on; nothing happens if another call has passed this one over already. */
  passOver(client: Client): void {
    if (client === this.current) this.#index = (this.#index + 1) % this.#clients.length;
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

function connect({ url, tlsCACerts, grpcOptions = {} }: Endpoint): Client {
  const { protocol, host } = new URL(url);
  const secure = protocol === 'grpcs:';
  const identity = secure ? credentials.createSsl(Buffer.from(tlsCACerts.pem)) : credentials.createInsecure();
  const name = grpcOptions['ssl-target-name-override'];
  const override = typeof name === 'string' ? { 'grpc.ssl_target_name_override': name } : {};
  return new Client(host, identity, { ...OPTIONS, ...override });
}
