// SPDX-License-Identifier: Apache-2.0
import { isAuditor, type Caller } from './callers.js';
import type { Things } from './things.js';

/** `200`, or status and code of a problem. */
export type Outcome = string;

export interface Question {
  readonly path: string;
  readonly post?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a caller whose role the route admits is answered; default 200. */
  readonly outcome?: (caller: Caller) => Outcome;
  /** Whether for this caller it is another department's: then it must be answered as `absent` is, to the byte. */
  readonly isForeign?: (caller: Caller) => boolean;
}

/** What is asked of one route, by kind of thing. Roles are not told here: they are the route's own. */
export type Row = (things: Things) => Readonly<Record<string, Question>>;

export const NOT_FOUND = '404 NOT_FOUND';
export const NOT_ENTITLED = '403 DEPARTMENT_NOT_ENTITLED';
export const always = (outcome: Outcome) => () => outcome;
/** Things of one department, which the auditor of the channel sees too. */
export const shownTo = (owner: string) => ({
  outcome: (caller: Caller) => (caller.department === owner || isAuditor(caller) ? '200' : NOT_FOUND),
  isForeign: (caller: Caller) => caller.department !== owner && !isAuditor(caller),
});
export const notOf =
  (owner: string) =>
  ({ department }: Caller) =>
    department !== owner;
