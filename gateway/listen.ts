// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from 'node:net';
import type { GatewayApp } from './http/gateway-app.js';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Set when the port that was asked for was taken. */
  readonly insteadOf?: number;
}

const TRIES = 20;

/** Listens at the port, or at the next free one after it. Port 0 takes any. @throws when none of the next 20 is free. */
export async function listen(app: GatewayApp, host: string, port: number): Promise<Listening> {
  for (let candidate = port; ; candidate += 1) {
    try {
      await app.listen({ host, port: candidate });
      break;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || candidate - port >= TRIES || candidate >= 65_535) throw error;
    }
  }
  const { port: bound, address, family } = app.server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  const url = `http://${name}:${bound}`;
  return { url, port: bound, ...(port === 0 || bound === port ? {} : { insteadOf: port }) };
}
