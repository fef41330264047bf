// SPDX-License-Identifier: Apache-2.0
import { HTTP_PROBLEMS, type HttpCode } from './http-problems.js';

/** One place in the request that is wrong. `detail` never repeats what stood there. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
  /** The same in Chinese, where somebody has said it. */
  readonly zh?: string;
}

/** A refusal by the HTTP edge. `headers` go out with the answer. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: HttpCode;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: HttpCode,
    options: { readonly faults?: readonly Fault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(HTTP_PROBLEMS[code].title.en);
    this.code = code;
    this.faults = options.faults ?? [];
    this.headers = options.headers ?? {};
  }
}
