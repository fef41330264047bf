// SPDX-License-Identifier: Apache-2.0
import { SHARED_SCHEMAS } from './shared-schemas.js';

interface Node {
  [member: string]: unknown;
}

/** What stands in a body whatever its schema says: the reader of bodies refuses other numbers everywhere. */
const JSON_VALUE = {
  description: 'Any JSON whose numbers are plain integers',
  anyOf: [
    { type: ['null', 'boolean', 'string'] },
    { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    { type: 'array', items: { $ref: '#/components/schemas/JsonValue' } },
    { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
  ],
};

/**
 * The plugin writes for OpenAPI 3.0, which has no patterns for names, and drops them: here they come back as
 * `propertyNames`. What is open stays open, but says of which numbers it may consist.
 */
export function completeSchemas<D extends object>(document: D): D {
  const { components } = document as { readonly components?: { schemas?: Node } };
  const schemas = components?.schemas;
  if (schemas === undefined) return document;
  for (const source of SHARED_SCHEMAS) complete(schemas[source.$id ?? ''], source);
  schemas['JsonValue'] = JSON_VALUE;
  describeKeys(document);
  return document;
}

/** Which texts `readKey` takes: quoted, or bare without what would need quotes. */
const KEY_PATTERN = '^(?:"(?:[ !#-\\[\\]-~]|\\\\["\\\\]){1,255}"|[!#-+\\--:<-\\[\\]-~]{1,255})$';

/** The header is read by hand, with a problem of its own; its shape belongs into the description all the same. */
function describeKeys(node: unknown): void {
  if (!isNode(node)) return;
  if (node['name'] === 'idempotency-key' && isNode(node['schema'])) node['schema']['pattern'] = KEY_PATTERN;
  for (const part of Object.values(node)) describeKeys(part);
}

function complete(target: unknown, source: unknown): void {
  if (!isNode(target) || !isNode(source)) return;
  const [pattern, ...others] = Object.keys(isNode(source['patternProperties']) ? source['patternProperties'] : {});
  if (pattern !== undefined && others.length === 0 && isNode(target['additionalProperties'])) {
    if (pattern !== ANY_NAME) target['propertyNames'] = { pattern };
    if (Object.keys(target['additionalProperties']).length === 0) {
      target['additionalProperties'] = { $ref: '#/components/schemas/JsonValue' };
    }
  }
  for (const [member, part] of Object.entries(source)) complete(target[member], part);
}

/** As a record with any names is written. */
const ANY_NAME = '^.*$';

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
