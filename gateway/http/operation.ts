// SPDX-License-Identifier: Apache-2.0
import { Type, type TSchema } from 'typebox';
import type { Access } from './identity/authentication.js';
import { problemResponses } from './problems/problem-responses.js';
import { HEIGHT_HEADER } from './pages-of-lists.js';
import type { ProblemCode } from './problems/problem-catalogue.js';

export type Tag = 'catalogue' | 'departments' | 'intakes' | 'auditors' | 'operators' | 'everyone';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: Tag;
  readonly access: Access;
  readonly body?: TSchema;
  /** Content types of a body that is not JSON. */
  readonly files?: readonly string[];
  readonly params?: TSchema;
  readonly querystring?: TSchema;
  readonly response: Readonly<Record<number, unknown>>;
  /** Whether it submits to the ledger. */
  readonly writes?: boolean;
  /** Problems of its own, beyond those of every request of its kind. */
  readonly problems?: readonly ProblemCode[];
}

const TOKEN: readonly ProblemCode[] = [
  'TOKEN_MISSING',
  'TOKEN_EXPIRED',
  'TOKEN_FOREIGN',
  'DEMO_TOKENS_OFF',
  'ISSUER_UNAVAILABLE',
];
/** Of every token, also on a route that needs none: what is shown is believed or refused, never ignored. */
const SESSION: readonly ProblemCode[] = ['DEPARTMENT_NOT_HOSTED', 'ROLE_UNKNOWN'];
const BODY: readonly ProblemCode[] = [
  'JSON_MALFORMED',
  'JSON_NAME_DUPLICATE',
  'JSON_NAME_RESERVED',
  'JSON_NUMBER_INEXACT',
  'JSON_SURROGATE_LONE',
  'JSON_NUL_CHARACTER',
  'JSON_TOO_DEEP',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_NOT_SUPPORTED',
  'CONTENT_ENCODING_NOT_SUPPORTED',
];
const FILE: readonly ProblemCode[] = ['CONTENT_ENCODING_NOT_SUPPORTED'];
const NO_BODY: readonly ProblemCode[] = ['BODY_NOT_TAKEN'];
const EVERY: readonly ProblemCode[] = ['URL_MALFORMED', 'URL_TOO_LONG', 'RATE_LIMITED', 'TOO_BUSY', 'INTERNAL'];
const KEY: readonly ProblemCode[] = [
  'IDEMPOTENCY_KEY_MALFORMED',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_KEY_IN_FLIGHT',
];
const WRITING: readonly ProblemCode[] = [
  'OUTCOME_UNKNOWN',
  'TIME_WENT_BACK',
  'LEDGER_CONFLICT',
  'LEDGER_UNAVAILABLE',
  'DEPARTMENT_KEY_MISSING',
  'NOT_AVAILABLE_YET',
];

function problemsOf(declaration: Operation): ProblemCode[] {
  const { access, body, writes = false, problems = [] } = declaration;
  const all: ProblemCode[] = [
    ...TOKEN,
    ...SESSION,
    ...(access === 'everyone' ? [] : (['ROLE_NOT_ENTITLED'] as const)),
    ...(isPaged(declaration) ? (['CURSOR_INVALID'] as const) : []),
    ...(takesInput(declaration) ? (['REQUEST_MALFORMED'] as const) : []),
    ...ofBody(declaration),
    ...(writes ? WRITING : []),
    ...(writes && body !== undefined ? KEY : []),
    ...problems,
    ...EVERY,
  ];
  return [...new Set(all)];
}

function ofBody({ body, files }: Operation): readonly ProblemCode[] {
  if (files !== undefined) return FILE;
  return body === undefined ? NO_BODY : BODY;
}

/** For the description; the header is read by gateway/http/idempotency/read-key.ts. */
const KeyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description:
        'A text of your own for this request, quoted: a repeat with the same key and body by the same caller gets the ' +
        'answer of the first, values excepted, and nothing is done twice. Kept for 7 days.',
      examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'],
    }),
  ),
});

type Parts<O> = Pick<O, Extract<keyof O, 'body' | 'params' | 'querystring' | 'response'>>;

/** Schema and access of a route in one declaration; which problems it documents follows from what it takes and does. */
export function operation<const O extends Operation>(
  declaration: O,
): { schema: Parts<O>; config: { access: Access; paged: boolean } } {
  const { operationId, summary, description, tag, access, body, files, params, querystring, response } = declaration;
  const paged = isPaged(declaration);
  const schema = {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    ...(access === 'everyone' ? {} : { security: [{ token: [] }], 'x-roles': [...access] }),
    ...(body === undefined ? {} : { body }),
    ...(files === undefined ? {} : { body: bodyOf(files) }),
    ...(params === undefined ? {} : { params }),
    ...(querystring === undefined ? {} : { querystring }),
    ...(declaration.writes === true && body !== undefined ? { headers: KeyHeader } : {}),
    response: { ...problemResponses(problemsOf(declaration)), ...(paged ? pageOf(response) : response) },
  };
  return { schema: schema as unknown as Parts<O>, config: { access, paged } };
}

/** Bytes, of which the schema says nothing. */
function bodyOf(files: readonly string[]): object {
  return { content: Object.fromEntries(files.map((type) => [type, { schema: {} }])) };
}

function takesInput({ body, params, querystring }: Operation): boolean {
  return [body, params, querystring].some((part) => part !== undefined);
}

/** Whoever takes a cursor is a list. */
function isPaged({ querystring }: Operation): boolean {
  const { properties = {} } = (querystring ?? {}) as { readonly properties?: object };
  return 'cursor' in properties;
}

function pageOf({ 200: page, ...others }: Operation['response']): Record<number, unknown> {
  const headers = {
    [HEIGHT_HEADER]: { type: 'string', description: 'Number of blocks that the page shows' },
    link: { type: 'string', description: 'Address of the next page, with rel="next"; absent on the last one' },
  };
  return { ...others, 200: { description: 'One page', headers, content: { 'application/json': { schema: page } } } };
}
