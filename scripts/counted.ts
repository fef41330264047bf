// SPDX-License-Identifier: Apache-2.0

/** A number with its English noun: `1 item`, `2 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
