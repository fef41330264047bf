// SPDX-License-Identifier: Apache-2.0
import type { GatewayApp } from './http/gateway-app.js';

/** Takes no new requests, lets those in progress end, and cuts off what has not ended in time. */
export async function closeInTime(app: GatewayApp, milliseconds: number): Promise<void> {
  const cutOff = setTimeout(() => {
    app.log.warn('requests in progress are cut off');
    app.server.closeAllConnections();
  }, milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
}
