// SPDX-License-Identifier: Apache-2.0
import { invalid, onlyOnce } from './catalogue-view.js';
import type { Ask, ServiceItem } from './service-item.js';

/**
 * What the form asks has codes different from each other and from those of the filled-in fields; values belong to
 * codes, lengths to texts, bounds to numbers.
 *
 * @throws {DomainError} CATALOGUE_INVALID
 */
export function checkAsks({ fields, asks = [] }: ServiceItem): void {
  const filled = fields.map(({ code }) => code);
  onlyOnce([...filled, ...asks.map(({ code }) => code)], (index) => `/document/asks/${index - filled.length}/code`);
  asks.forEach((ask, index) => {
    checkAsk(ask, `/document/asks/${index}`);
  });
}

/** Which of the optional limits belong to which type. */
const LIMITS = {
  string: ['maxLength'],
  integer: ['minimum', 'maximum'],
  boolean: [],
  date: [],
  code: ['values'],
  codes: ['values'],
} as const satisfies Record<Ask['type'], readonly string[]>;

function checkAsk(ask: Ask, place: string): void {
  const permitted: readonly string[] = LIMITS[ask.type];
  for (const limit of ['values', 'maxLength', 'minimum', 'maximum'] as const) {
    if (ask[limit] !== undefined && !permitted.includes(limit)) {
      throw invalid(`a form field of type ${ask.type} has no ${limit}`, `${place}/${limit}`);
    }
  }
  if (permitted.includes('values') && ask.values === undefined) {
    throw invalid(`a form field of type ${ask.type} says its values`, `${place}/values`);
  }
  const { minimum, maximum } = ask;
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    throw invalid('the bounds leave no value', `${place}/minimum`);
  }
}
