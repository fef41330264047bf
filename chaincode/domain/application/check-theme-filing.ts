// SPDX-License-Identifier: Apache-2.0
import type { Theme } from '../catalogue/theme.js';
import { DomainError } from '../domain-error.js';

/**
 * What each item of an application depends on: with a theme what that says, of the items that are in the case; without
 * one there is a single item. Each item stands once; the theme's are all there, save those that answers pick.
 *
 * @throws {DomainError} THEME_DIFFERS
 */
export function dependenciesOf(itemCodes: readonly string[], theme: Theme | undefined): ReadonlyMap<string, string[]> {
  if (new Set(itemCodes).size !== itemCodes.length) throw differs();
  if (theme === undefined) {
    if (itemCodes.length > 1) throw differs();
    return new Map(itemCodes.map((code) => [code, []]));
  }
  const part = new Map(theme.items.map((item) => [item.itemCode, item]));
  const always = theme.items.filter(({ when }) => when === undefined);
  if (!always.every(({ itemCode }) => itemCodes.includes(itemCode))) throw differs();
  return new Map(
    itemCodes.map((code) => {
      const item = part.get(code);
      if (item === undefined) throw differs();
      return [code, item.dependsOn.filter((other) => itemCodes.includes(other))];
    }),
  );
}

function differs(): DomainError {
  return new DomainError('THEME_DIFFERS', undefined, '/items');
}
