// SPDX-License-Identifier: Apache-2.0
import type { FastifyError } from 'fastify';
import { plainPointer } from '../json/pointer.js';
import type { Fault } from './http-problem.js';
import type { Bilingual } from './row.js';

type Validation = NonNullable<FastifyError['validation']>[number];
type Params = Validation['params'];

/** What a keyword of a schema asks for, to a person. Names only what the schema says, never what was sent. */
const WORDS: Readonly<Record<string, (params: Params) => Bilingual>> = {
  required: () => ({ en: 'is missing', zh: '缺少此项' }),
  additionalProperties: () => ({ en: 'no such name is agreed here', zh: '此处没有约定这个名称' }),
  type: ({ type }) => ({ en: `must be of type ${String(type)}`, zh: `类型应为 ${String(type)}` }),
  enum: ({ allowedValues }) => oneOf(Array.isArray(allowedValues) ? allowedValues : []),
  const: ({ allowedValue }) => oneOf([allowedValue]),
  pattern: ({ pattern }) => ({ en: `must match ${String(pattern)}`, zh: `格式应为 ${String(pattern)}` }),
  minLength: ({ limit }) => atLeast(limit, 'characters', '个字符'),
  maxLength: ({ limit }) => atMost(limit, 'characters', '个字符'),
  minItems: ({ limit }) => atLeast(limit, 'elements', '个元素'),
  maxItems: ({ limit }) => atMost(limit, 'elements', '个元素'),
  minProperties: ({ limit }) => atLeast(limit, 'members', '个成员'),
  maxProperties: ({ limit }) => atMost(limit, 'members', '个成员'),
  minimum: ({ limit }) => ({ en: `must be at least ${String(limit)}`, zh: `不得小于 ${String(limit)}` }),
  maximum: ({ limit }) => ({ en: `must be at most ${String(limit)}`, zh: `不得大于 ${String(limit)}` }),
  discriminator: ({ tag }) => ({
    en: `${String(tag)} names none of the agreed forms`,
    zh: `${String(tag)} 不属于约定的形式`,
  }),
  anyOf: () => ({ en: 'must have one of the agreed forms', zh: '须为约定的形式之一' }),
};
const OTHERWISE: Bilingual = { en: 'does not have the agreed shape', zh: '与约定不符' };
const PLACES: Readonly<Record<string, Bilingual>> = {
  querystring: { en: 'in the query: ', zh: '查询参数：' },
  params: { en: 'in the path: ', zh: '路径：' },
  headers: { en: 'in the headers: ', zh: '请求头：' },
};

/** Each wrong place once. Where none of several forms fits, what each of them lacks says more than that none fits. */
export function schemaFaults(validation: readonly Validation[], context = 'body'): Fault[] {
  const forms = validation.filter(({ keyword }) => keyword !== 'anyOf');
  const faults = (forms.length === 0 ? validation : forms).map((one) => faultOf(one, context));
  const seen = new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault]));
  return [...seen.values()];
}

/** The unknown or missing member itself is added to the pointer. */
function faultOf({ instancePath, params, keyword }: Validation, context: string): Fault {
  const member = params['additionalProperty'] ?? params['missingProperty'] ?? params['propertyName'];
  const pointer = plainPointer(typeof member === 'string' ? `${instancePath}/${member}` : instancePath);
  const { en, zh } = WORDS[keyword]?.(params) ?? OTHERWISE;
  const where = PLACES[context] ?? { en: '', zh: '' };
  return { pointer, detail: `${where.en}${en}`, zh: `${where.zh}${zh}` };
}

function oneOf(values: readonly unknown[]): Bilingual {
  const list = values.map(String);
  return { en: `must be one of: ${list.join(', ')}`, zh: `应为以下之一：${list.join('、')}` };
}

function atLeast(limit: unknown, en: string, zh: string): Bilingual {
  return { en: `must have at least ${String(limit)} ${en}`, zh: `至少 ${String(limit)} ${zh}` };
}

function atMost(limit: unknown, en: string, zh: string): Bilingual {
  return { en: `must have at most ${String(limit)} ${en}`, zh: `至多 ${String(limit)} ${zh}` };
}
