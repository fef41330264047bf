// SPDX-License-Identifier: Apache-2.0
import { crc32c } from '../crc32c.js';

/** CRC-32C as LevelDB stores it: rotated and moved, so that the checksum of bytes with checksums in them is no trivial one. */
export function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
