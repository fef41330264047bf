// SPDX-License-Identifier: Apache-2.0
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** Passes connections on. While it is cut nothing passes and nobody is told, as if packets were dropped. */
export class Relay {
  readonly #to: NetConnectOpts;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections that came while it was cut. */
  readonly #held: Socket[] = [];
  #isCut = false;

  private constructor(to: NetConnectOpts) {
    this.#to = to;
    this.#server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
      this.#keep(socket);
      if (this.#isCut) this.#held.push(socket);
      else this.#passOn(socket);
    });
  }

  /** @param from a port of 127.0.0.1, or the path of a socket */
  static async open(from: number | string, to: NetConnectOpts): Promise<Relay> {
    const relay = new Relay(to);
    await new Promise<void>((resolve, reject) => {
      relay.#server.once('error', reject);
      if (typeof from === 'string') relay.#server.listen(from, resolve);
      else relay.#server.listen(from, '127.0.0.1', resolve);
    });
    return relay;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** What was held back goes on, as what is sent again after a cut does. */
  mend(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
    for (const socket of this.#held.splice(0)) this.#passOn(socket);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #passOn(socket: Socket): void {
    const far = connect({ ...this.#to, allowHalfOpen: true });
    this.#keep(far);
    pass(socket, far);
    pass(far, socket);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

/** Not `pipe`: it would begin to flow again by itself when it was paused from outside. */
function pass(from: Socket, to: Socket): void {
  from.on('data', (bytes) => to.write(bytes));
  from.on('end', () => to.end());
  from.on('close', () => to.destroy());
  from.resume();
}
