// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from 'node:net';
import { AnswerReader, type Answered } from './answer-reader.js';
import type { Content } from './bodies.js';
import type { LoadOrder } from './order.js';

/** One kept-alive connection: one request at a time. It costs less CPU than a general client, on a machine it shares with the server. */
export class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  #reader = new AnswerReader();
  #settle: { resolve: (answer: Answered) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket, head: string) {
    this.#socket = socket;
    this.#head = head;
    socket.on('data', (chunk) => {
      this.#take(chunk);
    });
    socket.on('error', (error) => {
      this.#end(error);
    });
    socket.on('close', () => {
      this.#end(new Error('the connection was closed'));
    });
  }

  static open({ host, port, headers }: Pick<LoadOrder, 'host' | 'port' | 'headers'>): Promise<Connection> {
    const lines = Object.entries({ host: `${host}:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.removeListener('error', reject);
        resolve(new Connection(socket, lines.join('\r\n')));
      });
    });
  }

  /** @throws if the connection breaks. */
  ask({ method, path, body }: Content): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error('the connection was closed'));
        return;
      }
      this.#settle = { resolve, reject };
      const content =
        method === 'GET' ? '' : `\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${this.#head}${content}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    try {
      const answer = this.#reader.add(chunk);
      if (answer === undefined) return;
      const settle = this.#settle;
      this.#settle = undefined;
      settle?.resolve(answer);
    } catch (error) {
      this.#socket.destroy();
      this.#end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #end(error: Error): void {
    this.#reader = new AnswerReader();
    this.#settle?.reject(error);
    this.#settle = undefined;
  }
}
