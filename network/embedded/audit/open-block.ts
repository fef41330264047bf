// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { readBlock, readLastConfigs } from '../protocol/read-block.js';
import type { ReadBlock } from '../protocol/read-block.js';

/** A block with what reading it for use leaves out. */
export interface OpenedBlock {
  readonly read: ReadBlock;
  /** The envelopes as they stand there. */
  readonly envelopes: readonly Uint8Array[];
  /** `common.Metadata` of the orderer's signatures; empty if there is none. */
  readonly signatures: Uint8Array;
  /** The last configuration, wherever the block says it. */
  readonly lastConfigs: readonly bigint[];
  /** How many validation codes stand there. */
  readonly codes: number;
}

/** `undefined` for bytes that are no block. */
export function openBlock(bytes: Uint8Array): OpenedBlock | undefined {
  try {
    const block = common.Block.deserializeBinary(bytes);
    const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
    return {
      read: readBlock(bytes),
      envelopes: block.getData()?.getDataList_asU8() ?? [],
      signatures: metadata[common.BlockMetadataIndex.SIGNATURES] ?? new Uint8Array(),
      lastConfigs: readLastConfigs(metadata),
      codes: metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER]?.length ?? 0,
    };
  } catch {
    return undefined;
  }
}
