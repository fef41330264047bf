// SPDX-License-Identifier: Apache-2.0

const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** Weight of a UTF-16 unit such that comparing weights orders well-formed texts as their UTF-8 bytes. */
function weight(unit: number): number {
  if (unit < SURROGATES) return unit;
  return unit < AFTER_SURROGATES ? unit + 0x10000 : unit - 1;
}

/** Orders texts by their UTF-8 bytes, as LevelDB and Go do; JavaScript's own order differs above U+FFFF. */
export function compareUtf8(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}

/** The keys of a map in the order of their UTF-8 bytes. */
export function sortedKeys(map: ReadonlyMap<string, unknown>): string[] {
  return [...map.keys()].sort(compareUtf8);
}
