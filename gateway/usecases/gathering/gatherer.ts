// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainError } from '../../../chaincode/domain/domain-error.js';
import { sharedWatch, type SubmissionWatch } from '../../ledger/submission-watch.js';
import { SubjectLocks, type Touch } from './subject-locks.js';
import { submitBatch } from './submit-batch.js';

export interface GathererOptions<E, R> {
  /** One transaction for one key; results in the order of the elements. `watch` is that of all their requests. */
  submit(key: string, elements: readonly E[], watch: SubmissionWatch | undefined): Promise<readonly R[]>;
  /** Of the request that an element belongs to; it is told the element's place in the transaction. Default: none. */
  watchOf?(element: E): SubmissionWatch | undefined;
  readonly maxElements: number;
  /** What an element adds to its transaction, in a measure of the user's. Default: nothing. */
  readonly sizeOf?: (element: E) => number;
  /** Most that the elements of a transaction may come to; a larger one goes alone. */
  readonly maxSize?: number;
  /** Whether a refusal concerns whatever is in the transaction, so that splitting would only repeat it. Default: never. */
  readonly concernsAll?: (refusal: DomainError) => boolean;
  /** Subjects that the element is about. Default: none. */
  subjectsOf?(element: E): readonly string[];
  /** Whether others may stand in an open transaction about the same subjects. Default: `exclusive`, they may not. */
  readonly touch?: Touch;
  /** Elements about the same subject may share one transaction, in the order of arrival. Default: they may not. */
  readonly together?: boolean;
  /** Shared by all gatherers that must not meet. */
  readonly locks?: SubjectLocks;
  readonly random?: () => number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

interface Waiting<E, R> {
  readonly element: E;
  readonly subjects: readonly string[];
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers elements into transactions, without a timer: what arrives for a key while its transaction is in flight
 * shares the next one. Elements that touch a subject exclusively go one after the other, in the order of arrival.
 */
export class Gatherer<E, R> {
  readonly #options: GathererOptions<E, R>;
  readonly #locks: SubjectLocks;
  readonly #touch: Touch;
  readonly #queues = new Map<string, Waiting<E, R>[]>();
  readonly #inFlight = new Set<string>();
  #scheduled = false;

  constructor(options: GathererOptions<E, R>) {
    this.#options = options;
    this.#locks = options.locks ?? new SubjectLocks();
    this.#touch = options.touch ?? 'exclusive';
    this.#locks.onRelease(() => {
      this.#schedule();
    });
  }

  /** Resolves with the element's own result. @throws what its transaction threw, see {@link submitBatch}. */
  add(key: string, element: E): Promise<R> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(key) ?? [];
      this.#queues.set(key, queue);
      const subjects = this.#options.subjectsOf?.(element) ?? [];
      if (this.#touch === 'shared') this.#locks.announceShared(subjects);
      queue.push({ element, subjects, resolve, reject });
      this.#schedule();
    });
  }

  /** What was asked for in the same turn of the event loop comes along. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      for (const key of [...this.#queues.keys()]) this.#start(key);
    });
  }

  #start(key: string): void {
    if (this.#inFlight.has(key)) return;
    const batch = this.#next(key);
    if (batch.length === 0) return;
    this.#inFlight.add(key);
    void this.#send(key, batch).finally(() => {
      this.#inFlight.delete(key);
      this.#release(batch);
      this.#schedule();
    });
  }

  /** Takes the oldest elements whose subjects are free; one that must wait keeps its subjects from those behind it. */
  #next(key: string): Waiting<E, R>[] {
    const batch: Waiting<E, R>[] = [];
    const left: Waiting<E, R>[] = [];
    const claimed = new Set<string>();
    const hasRoom = this.#room();
    for (const waiting of this.#queues.get(key) ?? []) {
      const { subjects } = waiting;
      const free = this.#locks.areFree(subjects, this.#touch) && subjects.every((subject) => !claimed.has(subject));
      const taken = free && hasRoom(waiting.element);
      (taken ? batch : left).push(waiting);
      if (this.#keepsOff(taken)) for (const subject of subjects) claimed.add(subject);
    }
    if (this.#touch === 'exclusive') this.#locks.takeExclusive(batch.flatMap(({ subjects }) => subjects));
    if (left.length === 0) this.#queues.delete(key);
    else this.#queues.set(key, left);
    return batch;
  }

  /** Whether those behind an element must wait for its subjects, now that it was taken or left. */
  #keepsOff(taken: boolean): boolean {
    return this.#touch === 'exclusive' && !(taken && this.#options.together === true);
  }

  /** Answers element by element whether it still goes in; once one did not, none behind it does. */
  #room(): (element: E) => boolean {
    const { maxElements, maxSize = Infinity, sizeOf = () => 0 } = this.#options;
    let elements = 0;
    let size = 0;
    return (element) => {
      elements += 1;
      size += sizeOf(element);
      return elements === 1 || (elements <= maxElements && size <= maxSize);
    };
  }

  #release(batch: readonly Waiting<E, R>[]): void {
    for (const { subjects } of batch) this.#locks.release(subjects, this.#touch);
  }

  async #send(key: string, batch: readonly Waiting<E, R>[]): Promise<void> {
    const { random = Math.random, pause: wait = pause, concernsAll = () => false } = this.#options;
    const settled = await submitBatch(batch, {
      submit: (some) => this.#submit(key, some),
      random,
      concernsAll,
      pause: async (milliseconds) => {
        await wait(milliseconds);
      },
    });
    batch.forEach(({ resolve, reject }, index) => {
      const one = settled[index];
      if (one !== undefined && 'result' in one) resolve(one.result);
      else reject(one?.error);
    });
  }

  #submit(key: string, batch: readonly Waiting<E, R>[]): Promise<readonly R[]> {
    const elements = batch.map(({ element }) => element);
    const watch = sharedWatch(elements.map((element) => this.#options.watchOf?.(element)));
    return this.#options.submit(key, elements, watch);
  }
}
