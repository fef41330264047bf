// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerConflict } from '../../../../gateway/ledger/ledger-errors.js';
import { Gatherer } from '../../../../gateway/usecases/gathering/gatherer.js';
import { SubjectLocks, type Touch } from '../../../../gateway/usecases/gathering/subject-locks.js';

export interface Element {
  readonly id: number;
  readonly subjects: readonly string[];
}

/** Submits that take a moment, and remember what they were given. */
export class Recorder {
  readonly batches: (readonly number[])[] = [];
  readonly open = new Map<string, number>();
  readonly pauses: number[] = [];
  overlap = false;
  /** What the nth submit of a batch throws. */
  fault: (ids: readonly number[]) => Error | undefined = () => undefined;

  gatherer(locks = new SubjectLocks(), maxElements = 100, touch: Touch = 'exclusive'): Gatherer<Element, string> {
    return new Gatherer<Element, string>({
      maxElements,
      touch,
      locks,
      subjectsOf: ({ subjects }) => subjects,
      random: () => 0.5,
      pause: (milliseconds) => Promise.resolve(this.pauses.push(milliseconds)),
      submit: (_, elements) => this.#submit(elements),
    });
  }

  async #submit(elements: readonly Element[]): Promise<string[]> {
    const ids = elements.map(({ id }) => id);
    const subjects = elements.flatMap((element) => element.subjects);
    this.batches.push(ids);
    if (subjects.length !== new Set(subjects).size || subjects.some((one) => this.open.has(one))) this.overlap = true;
    for (const subject of subjects) this.open.set(subject, 1);
    await pause(5);
    for (const subject of subjects) this.open.delete(subject);
    const fault = this.fault(ids);
    if (fault !== undefined) throw fault;
    return ids.map((id) => `result ${id}`);
  }
}

export const apart = (id: number): Element => ({ id, subjects: [`s${id}`] });
export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
export const conflict = () => new LedgerConflict('tx', 'MVCC_READ_CONFLICT');
