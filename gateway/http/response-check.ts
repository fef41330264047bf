// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';
import { buildResponseCheck } from './json/validation.js';

/**
 * Answers are written as they are: a serializer that drops what it does not know, or converts what does not fit,
 * would hide a fault. With `check` an answer that differs from its schema is a fault, and only its place is named.
 */
export function checkAnswers(app: FastifyInstance, check: boolean): void {
  if (!check) {
    app.setSerializerCompiler(() => bytesOf as (value: unknown) => string); // the framework sends bytes too
    return;
  }
  const compile = buildResponseCheck(app.getSchemas() as Record<string, object>);
  app.setSerializerCompiler(({ schema, method, url, httpStatus }) => {
    const differs = compile(schema);
    return (value) => {
      const text = JSON.stringify(value);
      const difference = differs(JSON.parse(text));
      if (difference !== undefined)
        throw new Error(`${method} ${url} ${String(httpStatus)} answered off its schema: ${difference}`);
      return text;
    };
  });
}

const kept = new WeakMap<object, Buffer>();

/** An answer that is frozen stays as it is, so its bytes are made once: encoding a text anew costs as much as sending it. */
function bytesOf(value: unknown): string | Buffer {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return JSON.stringify(value);
  const known = kept.get(value);
  if (known !== undefined) return known;
  const bytes = Buffer.from(JSON.stringify(value));
  kept.set(value, bytes);
  return bytes;
}
