// SPDX-License-Identifier: Apache-2.0
import { invalid } from './catalogue-view.js';
import type { Hall } from './hall.js';

/** A hall closes after it opens, and no two of its opening hours overlap. @throws {DomainError} CATALOGUE_INVALID */
export function checkHall({ openings }: Hall): void {
  openings.forEach(({ days, from, to }, index) => {
    const place = `/document/openings/${index}`;
    if (from >= to) throw invalid('a hall closes after it opens', `${place}/to`);
    const overlaps = openings
      .slice(0, index)
      .some((other) => other.days.some((day) => days.includes(day)) && from < other.to && other.from < to);
    if (overlaps) throw invalid('the hours overlap with others of the hall', place);
  });
}
