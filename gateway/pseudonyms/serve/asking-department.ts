// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { KnownClient, KnownClients } from './known-clients.js';

/** Which department is at the other end of a connection; looked up once per connection and set of known clients. */
export class AskingDepartments {
  readonly #now: () => number;
  #clients: KnownClients;
  #known = new WeakMap<Socket, KnownClient>();

  constructor(clients: KnownClients, now: () => number) {
    this.#clients = clients;
    this.#now = now;
  }

  /** From now on others are known; open connections are looked at again. */
  replace(clients: KnownClients): void {
    this.#clients = clients;
    this.#known = new WeakMap();
  }

  /** `undefined`: nobody who may ask, also when the certificate ended while the connection stood. */
  of(socket: Socket): string | undefined {
    const client = this.#known.get(socket) ?? this.#look(socket);
    return client !== undefined && client.until > this.#now() ? client.department : undefined;
  }

  #look(socket: Socket): KnownClient | undefined {
    if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
    const certificate = socket.getPeerX509Certificate();
    const client = certificate === undefined ? undefined : this.#clients.clientOf(certificate);
    if (client !== undefined) this.#known.set(socket, client);
    return client;
  }
}
