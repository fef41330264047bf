// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** A connection on which a test says byte for byte what it wants. */
export interface RawSocket {
  readonly socket: Socket;
  /** All that has come so far. */
  text(): string;
  /** Milliseconds until the other side closed; rejects after `within`. */
  closed(within?: number): Promise<number>;
}

export async function openRaw(port: number): Promise<RawSocket> {
  const socket = connect(port, '127.0.0.1');
  const began = performance.now();
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined); // being cut off is what some tests wait for
  await once(socket, 'connect');
  return {
    socket,
    text: () => Buffer.from(text, 'latin1').toString('utf8'),
    closed: async (within = 5_000) => {
      if (!socket.closed) await once(socket, 'close', { signal: AbortSignal.timeout(within) });
      return performance.now() - began;
    },
  };
}

/** Sends text, ends nothing, and answers what came until the other side closed or fell silent. */
export async function exchange(port: number, text: string, silence = 300): Promise<string> {
  const raw = await openRaw(port);
  raw.socket.write(Buffer.from(text, 'utf8'));
  raw.socket.setTimeout(silence, () => raw.socket.destroy());
  await raw.closed(20_000);
  return raw.text();
}

/** Statuses of all answers in what came, in their order. */
export function statusesIn(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /gu)].map(([, status]) => Number(status));
}
