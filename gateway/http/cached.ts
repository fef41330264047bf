// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers with a strong ETag over the bytes, or 304 if the client has them. For what everybody may see: caches may
 * keep it and must ask whether it is still so.
 */
export function sendCached(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  const bytes = JSON.stringify(value);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  void reply.header('etag', etag).header('cache-control', 'public, no-cache');
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.send(value);
}

/**
 * Answers under the ETag that the thing itself has, or 304 if the client has it so. For what is shown to each caller in
 * another way: only its own cache may keep it, and must ask whether it is still so.
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, tag: string, value: unknown): FastifyReply {
  const etag = `"${tag}"`;
  void reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'Authorization' });
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.send(value);
}

/** RFC 9110: weak comparison, a list or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//u, '') === etag);
}
