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
  const last = port === 0 ? 0 : Math.min(port + TRIES, 65_535);
  for (let candidate = port; ; candidate += 1) {
    try {
      await app.listen({ host, port: candidate });
      return listeningAt(app, port);
    } catch (error) {
      if (!isTaken(error) || candidate >= last) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function listeningAt(app: GatewayApp, wanted: number): Listening {
  const { port, address, family } = app.server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  return { url, port, ...(wanted === 0 || port === wanted ? {} : { insteadOf: wanted }) };
}
