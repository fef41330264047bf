// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** RFC 9457, as far as the command line looks at it. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  /** The places of the request that are wrong. */
  readonly errors?: readonly Place[];
  /** What an application lacks. */
  readonly missing?: readonly Missing[];
}

const Place = Type.Object({ pointer: Type.String(), detail: Type.String() });
type Place = Static<typeof Place>;

const Missing = Type.Object({ materialCode: Type.String(), verdict: Type.String(), accepts: Type.String() });
type Missing = Static<typeof Missing>;

/** The gateway answered, but not with what was asked for. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly status: number;
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Problem, retryAfterSeconds?: number) {
    const { code, title, detail = title, errors = [] } = problem;
    super([`${code}: ${detail}`, ...errors.map((place) => `  ${place.pointer}: ${place.detail}`)].join('\n'));
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What an answer says; something that is no problem document (a proxy's page) becomes `HTTP_<status>`. */
export function problemOf(text: string, status: number): Problem {
  const fields = fieldsOf(text);
  const title = typeof fields.title === 'string' ? fields.title : `HTTP ${status}`;
  const code = typeof fields.code === 'string' ? fields.code : `HTTP_${status}`;
  return {
    code,
    title,
    ...(typeof fields.detail === 'string' ? { detail: fields.detail } : {}),
    ...(Value.Check(Type.Array(Place), fields.errors) ? { errors: fields.errors } : {}),
    ...(Value.Check(Type.Array(Missing), fields.missing) ? { missing: fields.missing } : {}),
  };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {}; // not JSON: the status says enough
  }
}
