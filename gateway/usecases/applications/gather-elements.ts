// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { Committed, SubmitOptions, Unordered } from '../../ledger/ledger.js';
import { Gatherer } from '../gathering/gatherer.js';
import { retryDelay } from '../gathering/retry-delay.js';
import { RETRIES } from '../gathering/submit-batch.js';
import type { LedgerReference } from '../ledger-reference.js';
import { referenceOf } from '../records/record-gatherer.js';
import type { Session } from '../session.js';

/** What became of one element, and the transaction that says so: none where nothing was written. */
export interface Placed<R> {
  readonly result: R;
  readonly ledger?: LedgerReference;
}

interface Answer<R> {
  readonly results: readonly R[];
}

interface Gathering<E, R> {
  /** Elements with another key go into another transaction; department and role of the caller are always part of it. */
  keyOf?(element: E): string;
  /** Things of which the element changes something; two such transactions are not open at a time. */
  subjectsOf?(element: E): readonly string[];
  submit(
    elements: readonly E[],
    department: string,
    options: SubmitOptions,
  ): Promise<Committed<Answer<R>> | Unordered<Answer<R>>>;
}

/** Half of the agreement's own cap: filings carry what their sources stated. */
const MOST_ELEMENTS = 50;

/** These say something about the caller, which all elements of a transaction share. */
const OF_THE_CALLER: readonly RefusalCode[] = ['ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED'];
/** What stands on the ledger, and an endorsing peer may not have seen yet. */
const NOT_SEEN: readonly (RefusalCode | undefined)[] = ['APPLICATION_UNKNOWN', 'ACCESS_UNKNOWN', 'TIME_WENT_BACK'];

/** One queue per caller and key, whose elements share transactions and have a result each. */
export function gatherElements<
  E extends { readonly session: Session },
  R extends { readonly index: number; readonly code?: RefusalCode },
>(how: Gathering<E, R>): (element: E) => Promise<Placed<R>> {
  const gatherer = new Gatherer<E, Placed<R>>({
    maxElements: MOST_ELEMENTS,
    subjectsOf: (element) => how.subjectsOf?.(element) ?? [],
    watchOf: ({ session }) => session.watch,
    concernsAll: ({ code }: DomainError) => OF_THE_CALLER.includes(code),
    submit: async (_, elements, watch) => {
      const [first] = elements;
      if (first === undefined) return [];
      const { department, role } = first.session;
      const answer = await how.submit(elements, department, { caller: { department, role }, watch });
      return elements.map((_element, index) => {
        const result = answer.response.results.find((one) => one.index === index);
        if (result === undefined) throw new Error('the ledger gave no result for an element');
        return { result, ...referenceOf(answer) };
      });
    },
  });
  const add = async (element: E, attempt = 0): Promise<Placed<R>> => {
    const { department, role } = element.session;
    const placed = await gatherer.add([department, role, how.keyOf?.(element) ?? ''].join('/'), element);
    if (!NOT_SEEN.includes(placed.result.code) || attempt >= RETRIES) return placed;
    await pause(retryDelay(attempt, Math.random));
    return add(element, attempt + 1);
  };
  return (element) => add(element);
}
