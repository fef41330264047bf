// SPDX-License-Identifier: Apache-2.0
import type { GatewayApp } from '../gateway-app.js';

/** The interface for machines. */
export function openapiRoutes(app: GatewayApp): void {
  app.get('/openapi.json', { config: { access: 'everyone' } }, (_request, reply) =>
    reply.header('cache-control', 'public, no-cache').send(app.swagger()),
  );
}
