// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';

/** Field 1 of `common.Block`, of some bytes. */
const HEADER = 0x0a;
const HASH = 32;

/** The number of a block by how its bytes begin; `undefined` for what is no block. */
export function blockNumber(start: Uint8Array): number | undefined {
  const length = start[1] ?? 0;
  if (start[0] !== HEADER || length < HASH || length > 0x7f || start.length < 2 + length) return undefined;
  try {
    const header = common.BlockHeader.deserializeBinary(start.subarray(2, 2 + length));
    return header.getDataHash_asU8().length === HASH ? header.getNumber() : undefined;
  } catch {
    return undefined;
  }
}
