// SPDX-License-Identifier: Apache-2.0
import type { Course } from './course.js';
import type { LedgerPair } from './ledger-pair.js';

/**
 * Plays histories side by side, so that they share blocks: all endorse over one height, then all that is due is ordered
 * at once. Each has keys of its own.
 */
export async function playCourses(ledgers: LedgerPair, courses: readonly Course[]): Promise<void> {
  let under = courses.filter((course) => !course.hasEnded);
  while (under.length > 0) {
    const due = (await Promise.all(under.map((course) => course.endorse()))).flat();
    const differences = due.length === 0 ? [] : await ledgers.order(due);
    for (const [transactionId, difference] of differences) {
      const course = under.find((each) => each.owns(transactionId));
      if (course !== undefined) course.difference ??= difference;
    }
    under = under.filter((course) => !course.hasEnded);
  }
  await Promise.all(courses.filter((course) => course.difference === undefined).map((course) => course.compareState()));
}
