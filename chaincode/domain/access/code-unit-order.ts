// SPDX-License-Identifier: Apache-2.0

/** For `sort`: the same order on every machine. */
export function inCodeUnitOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Each text once, sorted. */
export function sortedOnce(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(inCodeUnitOrder);
}
