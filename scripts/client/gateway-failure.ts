// SPDX-License-Identifier: Apache-2.0

/** RFC 9457, as far as the command line looks at it. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
}

/** The gateway answered, but not with what was asked for. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly status: number;
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Problem, retryAfterSeconds?: number) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
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
  return typeof fields.detail === 'string' ? { code, title, detail: fields.detail } : { code, title };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {}; // not JSON: the status says enough
  }
}
