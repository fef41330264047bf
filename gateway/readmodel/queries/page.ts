// SPDX-License-Identifier: Apache-2.0

/** A bounded page; `next` is the cursor of the page after it, absent on the last one. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next?: number;
}

/** Makes a page of `limit` rows out of `limit + 1` that were read, so that the end is known without a count. */
export function pageOf<S extends { ordinal: number }, T>(
  read: readonly S[],
  limit: number,
  row: (one: S) => T,
): Page<T> {
  const shown = read.slice(0, limit);
  const last = shown.at(-1);
  const rows = shown.map(row);
  return read.length > limit && last !== undefined ? { rows, next: last.ordinal } : { rows };
}
