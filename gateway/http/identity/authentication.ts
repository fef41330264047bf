// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { Session } from '../../usecases/session.js';
import { HttpProblem } from '../problems/http-problem.js';
import { TokenCache } from './token-cache.js';
import type { TokenPolicy } from './verify-token.js';

/** Who may use a route. With `everyone` a token is read if there is one: an operator sees more of /readyz. */
export type Access = 'everyone' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    session: Session | null;
  }
}

export interface Authentication {
  readonly policy: TokenPolicy;
  /** Addresses of pages that a plugin serves; everybody may see them. */
  readonly pluginPrefixes: readonly string[];
  /** Told of every request without a good token; may refuse it in other words. */
  readonly onFailure?: (request: FastifyRequest) => void;
}

/** Every request is authenticated before its body is read, and every route says who may use it or the app does not start. */
export function authenticate(app: FastifyInstance, { policy, pluginPrefixes, onFailure }: Authentication): void {
  const tokens = new TokenCache(policy);
  app.decorateRequest('session', null);
  app.addHook('onRoute', (route) => {
    declareAccess(route, pluginPrefixes);
  });
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === undefined) return; // an unknown address needs no token to be unknown
    try {
      request.session = await sessionOf(request, access, tokens);
    } catch (error) {
      if (error instanceof HttpProblem) onFailure?.(request);
      throw error;
    }
  });
}

function declareAccess(route: RouteOptions, pluginPrefixes: readonly string[]): void {
  if (route.config?.access !== undefined) return;
  if (!pluginPrefixes.some((prefix) => route.url.startsWith(prefix))) {
    throw new Error(`the route ${String(route.method)} ${route.url} does not declare who may use it`);
  }
  route.config = { ...route.config, access: 'everyone' };
}

async function sessionOf(request: FastifyRequest, access: Access, tokens: TokenCache): Promise<Session | null> {
  const { authorization } = request.headers;
  if (authorization === undefined && access === 'everyone') return null;
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/iu.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new HttpProblem('TOKEN_MISSING');
  const session = await tokens.sessionOf(token);
  if (access !== 'everyone' && !access.includes(session.role)) throw new DomainError('ROLE_NOT_ENTITLED');
  return session;
}

/** The caller of a route that needs one. */
export function callerOf(request: FastifyRequest): Session {
  if (request.session === null) throw new HttpProblem('TOKEN_MISSING');
  return request.session;
}
