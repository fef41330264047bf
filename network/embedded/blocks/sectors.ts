// SPDX-License-Identifier: Apache-2.0

/** Bytes that a disk writes whole or not at all; where it was not written, zeros stand. */
export const SECTOR = 512;

/** Whether the part of some sector that lies in these bytes is all zeros. @param at where they stand in their file. */
export function hasEmptySector(bytes: Buffer, at: number): boolean {
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR));
    if (bytes.subarray(from, to).every((byte) => byte === 0)) return true;
    from = to;
  }
  return false;
}
