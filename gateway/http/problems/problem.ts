// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import type { Fault } from './http-problem.js';
import { PROBLEM_CATALOGUE, type ProblemCode } from './problem-catalogue.js';
import { reasonInChinese } from './reasons.js';
import type { Bilingual, Language } from './row.js';

/** RFC 9457, with a stable code, the request's id and, where known, the places that are wrong. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Address of a page about the code' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'What happened and what to do next; absent with 5xx' })),
    code: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { pointer: Type.String({ description: 'RFC 6901' }), detail: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  {
    $id: 'Problem',
    description: 'Problem details (RFC 9457); some codes add members, such as the id of the access that was refused',
  },
);
export type Problem = Static<typeof Problem>;

export interface Occurrence {
  readonly code: ProblemCode;
  /** What happened, in the words of whoever refused; English. Left out of the answer with 5xx. */
  readonly reason?: string;
  readonly faults?: readonly Fault[];
  /** Further members of the problem. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The problem as it goes out. A 5xx says nothing but its code: what went wrong inside is for the log. */
export function problemOf(occurrence: Occurrence, requestId: string, language: Language): Problem {
  const { code, faults = [], extensions = {} } = occurrence;
  const { status, title } = PROBLEM_CATALOGUE[code];
  return {
    ...extensions,
    type: `/problems/${code}`,
    title: title[language],
    status,
    ...(status >= 500 ? {} : { detail: detailOf(occurrence, language) }),
    code,
    requestId,
    ...(faults.length === 0 || status >= 500 ? {} : { errors: faults.map((fault) => shown(fault, title, language)) }),
  };
}

function shown({ pointer, detail, zh }: Fault, title: Bilingual, language: Language) {
  return { pointer, detail: language === 'zh' ? (zh ?? reasonInChinese(detail) ?? title.zh) : detail };
}

function detailOf({ code, reason }: Occurrence, language: Language): string {
  const { title, next } = PROBLEM_CATALOGUE[code];
  if (language === 'zh') {
    const special = reasonInChinese(reason ?? '');
    return `${title.zh}${special === undefined ? '' : `（${special}）`}。${next.zh}`;
  }
  return `${(reason ?? title.en).replace(/[.]$/u, '')}. ${next.en}`;
}
