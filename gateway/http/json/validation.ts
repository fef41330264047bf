// SPDX-License-Identifier: Apache-2.0
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';

/** Schemas are held against their meta-schema by a test: doing it at every start costs half a second. */
const STRICT: Options = {
  strict: true,
  allowUnionTypes: true,
  discriminator: true,
  removeAdditional: false,
  useDefaults: false,
  validateSchema: false,
};

/**
 * Two validators. Bodies are never converted: a request that differs from its schema is refused. Query strings and
 * path parameters are text by nature and become what their schema says. Neither drops a name that it does not know.
 * One fault is reported: listing all would let a large bad body cost far more than a good one.
 */
export function buildValidator(sharedSchemas: unknown): FastifySchemaCompiler<object> {
  const schemas = Object.values(sharedSchemas as Record<string, object>);
  const exact = new Ajv({ ...STRICT, coerceTypes: false, schemas });
  const converting = new Ajv({ ...STRICT, coerceTypes: true, schemas });
  return ({ schema, httpPart }) => (httpPart === 'body' ? exact.compile(schema) : converting.compile(schema));
}

/** Checks what leaves against what is declared; `undefined` where it fits. Names places, never values. */
export function buildResponseCheck(
  sharedSchemas: Record<string, object>,
): (schema: object) => (value: unknown) => string | undefined {
  const schemas = Object.values(sharedSchemas);
  const exact = new Ajv({ ...STRICT, strict: false, code: { optimize: false }, schemas });
  return (schema) => {
    let validate: ValidateFunction | undefined;
    return (value) => {
      validate ??= exact.compile(schema);
      if (validate(value)) return undefined;
      return validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).join();
    };
  };
}
