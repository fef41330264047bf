// SPDX-License-Identifier: Apache-2.0
import type { ThemeItem } from './theme.js';

/** Items in stages: those of one stage can be worked on in parallel once the stages before are done. */
export interface DependencyOrder {
  readonly stages: readonly (readonly string[])[];
  /** Items that wait for each other, so that none of them can begin; empty if there is no cycle. */
  readonly waiting: readonly string[];
}

/** Orders items by what they wait for. Whoever is not among the items is not waited for. */
export function dependencyOrder(items: readonly Pick<ThemeItem, 'itemCode' | 'dependsOn'>[]): DependencyOrder {
  const stages: string[][] = [];
  let open = items;
  while (open.length > 0) {
    const codes = open.map(({ itemCode }) => itemCode);
    const ready = open.filter(({ dependsOn }) => dependsOn.every((code) => !codes.includes(code)));
    if (ready.length === 0) return { stages, waiting: codes };
    stages.push(ready.map(({ itemCode }) => itemCode));
    open = open.filter((one) => !ready.includes(one));
  }
  return { stages, waiting: [] };
}
