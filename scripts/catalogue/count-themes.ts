// SPDX-License-Identifier: Apache-2.0
import { mergeMaterials } from '../../chaincode/domain/catalogue/merge-materials.js';
import type { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../chaincode/domain/catalogue/theme.js';

export interface ThemeCount {
  readonly theme: string;
  /** Of all its items, each counted anew for each item; then those of one code and subject role once. */
  readonly materials: { readonly separately: number; readonly merged: number };
  /** What its items promise one after the other; what it promises itself. */
  readonly workingDays: { readonly separately: number; readonly promised: number };
}

/** A theme with all of its items, whatever the answers would leave out. @throws {RangeError} for an item that is not there. */
export function countTheme({ code, items, promisedWorkingDays }: Theme, all: readonly ServiceItem[]): ThemeCount {
  const own = items.map(({ itemCode }) => {
    const item = all.find((candidate) => candidate.code === itemCode);
    if (item === undefined) throw new RangeError(`${code} names ${itemCode}, which is not there`);
    return item;
  });
  return {
    theme: code,
    materials: {
      separately: own.flatMap(({ requirements }) => requirements).length,
      merged: mergeMaterials(own).length,
    },
    workingDays: {
      separately: own.reduce((sum, item) => sum + item.promisedWorkingDays, 0),
      promised: promisedWorkingDays,
    },
  };
}

export interface Savings {
  /** Mean over the themes of what each saves, in percent. */
  readonly materials: number;
  readonly workingDays: number;
  /** The longest promise among the themes. */
  readonly mostWorkingDays: number;
}

/** What themes save on average; 0 where there is none. */
export function savingsOf(themes: readonly ThemeCount[]): Savings {
  return {
    materials: mean(themes.map(({ materials }) => saved(materials.separately, materials.merged))),
    workingDays: mean(themes.map(({ workingDays }) => saved(workingDays.separately, workingDays.promised))),
    mostWorkingDays: Math.max(0, ...themes.map(({ workingDays }) => workingDays.promised)),
  };
}

/** In percent of what it was before. */
export function saved(before: number, after: number): number {
  return (100 * (before - after)) / before;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
