// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { LedgerConflict } from '../../ledger/ledger-errors.js';
import { retryDelay } from './retry-delay.js';

/** Tries of one element after its first conflict alone in a transaction. */
export const RETRIES = 5;

/** What each element came to, in the order of the batch. */
export type Settled<R> = { readonly result: R } | { readonly error: unknown };

export interface BatchOptions<E, R> {
  /** One transaction; results in the order of the elements. */
  submit(elements: readonly E[]): Promise<readonly R[]>;
  /** Whether a refusal concerns every element alike. Default: never. */
  readonly concernsAll?: (refusal: DomainError) => boolean;
  /** Random number in [0, 1), and a pause; tests give their own. */
  readonly random: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * Submits a batch so that no element fails for another's sake.
 *
 * A conflict, or a state that the endorsing peer has not seen yet, splits the batch in halves; an element that
 * is alone is tried {@link RETRIES} times more. A refusal of the whole splits too, until it has found its element, save
 * where it concerns all of them.
 * What else goes wrong (no answer, outcome unknown) is every element's error: nothing is sent twice.
 */
export async function submitBatch<E, R>(
  elements: readonly E[],
  options: BatchOptions<E, R>,
  attempt = 0,
): Promise<Settled<R>[]> {
  try {
    return await submitted(elements, options);
  } catch (error) {
    const passing = passes(error);
    if (elements.length > 1 && (passing || isOneElements(error, options))) return inHalves(elements, options, passing);
    if (!passing || attempt >= RETRIES) return elements.map(() => ({ error }));
    await options.pause(retryDelay(attempt, options.random));
    return submitBatch(elements, options, attempt + 1);
  }
}

async function submitted<E, R>(elements: readonly E[], options: BatchOptions<E, R>): Promise<Settled<R>[]> {
  const results = await options.submit(elements);
  return elements.map((_, index) => {
    const result = results[index];
    return result === undefined ? { error: new Error('the ledger gave no result for the element') } : { result };
  });
}

async function inHalves<E, R>(
  elements: readonly E[],
  options: BatchOptions<E, R>,
  wait: boolean,
): Promise<Settled<R>[]> {
  if (wait) await options.pause(retryDelay(0, options.random));
  const middle = Math.ceil(elements.length / 2);
  const first = await submitBatch(elements.slice(0, middle), options);
  return [...first, ...(await submitBatch(elements.slice(middle), options))];
}

/** Whether some element, not yet known which, made the ledger refuse the whole. */
function isOneElements<E, R>(error: unknown, { concernsAll }: BatchOptions<E, R>): boolean {
  return error instanceof DomainError && concernsAll?.(error) !== true;
}

/** Whether the same may succeed a moment later. */
function passes(error: unknown): boolean {
  if (error instanceof LedgerConflict) return true;
  return (
    error instanceof DomainError && ['TIME_WENT_BACK', 'ACCESS_UNKNOWN', 'APPLICATION_UNKNOWN'].includes(error.code)
  );
}
