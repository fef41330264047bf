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
  app.addHook('onRequest', (request, _reply, done) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === undefined) {
      done(); // an unknown address needs no token to be unknown
      return;
    }
    const token = tokenIn(request);
    const known = token === undefined ? undefined : tokens.known(token);
    // No promise for what needs no waiting: most requests come with a token that came before.
    if (known !== undefined && admits(access, known)) {
      request.session = known;
      done();
      return;
    }
    sessionOf(token, request, access, tokens)
      .catch((error: unknown) => {
        if (error instanceof HttpProblem) onFailure?.(request);
        throw error;
      })
      .then((session) => {
        request.session = session;
        done();
      }, done);
  });
}

function declareAccess(route: RouteOptions, pluginPrefixes: readonly string[]): void {
  if (route.config?.access !== undefined) return;
  if (!pluginPrefixes.some((prefix) => route.url.startsWith(prefix))) {
    throw new Error(`the route ${String(route.method)} ${route.url} does not declare who may use it`);
  }
  route.config = { ...route.config, access: 'everyone' };
}

function tokenIn({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization === undefined ? undefined : /^Bearer +([A-Za-z0-9._~+/-]+=*)$/iu.exec(authorization)?.[1];
}

async function sessionOf(
  token: string | undefined,
  { headers: { authorization } }: FastifyRequest,
  access: Access,
  tokens: TokenCache,
): Promise<Session | null> {
  if (authorization === undefined && access === 'everyone') return null;
  if (token === undefined) throw new HttpProblem('TOKEN_MISSING');
  const session = await tokens.sessionOf(token);
  if (!admits(access, session)) throw new DomainError('ROLE_NOT_ENTITLED');
  return session;
}

function admits(access: Access, { role }: Session): boolean {
  return access === 'everyone' || access.includes(role);
}

/** The caller of a route that needs one. */
export function callerOf(request: FastifyRequest): Session {
  if (request.session === null) throw new HttpProblem('TOKEN_MISSING');
  return request.session;
}
