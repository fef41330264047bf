// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { codeName } from '../validation-code.js';
import type { ValidationCode } from '../validation-code.js';
import { headerHash } from './block-header.js';
import { readEnvelope } from './read-envelope.js';
import type { ReadEnvelope } from './read-envelope.js';

/** A stored block with its envelopes decoded. */
export interface ReadBlock {
  readonly number: bigint;
  readonly hash: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly lastConfig: bigint;
  readonly commitHash: Uint8Array;
  readonly bytes: Uint8Array;
  readonly codes: readonly ValidationCode[];
  readonly envelopes: readonly ReadEnvelope[];
}

/** Reads a `common.Block`. @throws where the bytes are none. */
export function readBlock(bytes: Uint8Array): ReadBlock {
  const block = common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  if (header === undefined) throw new Error('block without header');
  const number = BigInt(header.getNumber());
  const previousHash = header.getPreviousHash_asU8();
  const dataHash = header.getDataHash_asU8();
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const envelopes = (block.getData()?.getDataList_asU8() ?? []).map(readEnvelope);
  const filter = metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? new Uint8Array();
  return {
    number,
    hash: headerHash(number, previousHash, dataHash),
    previousHash,
    dataHash,
    lastConfig: readLastConfigs(metadata)[0] ?? 0n,
    commitHash: readValue(metadata[common.BlockMetadataIndex.COMMIT_HASH]),
    bytes,
    codes: envelopes.map((_, index) => codeName(filter[index])),
    envelopes,
  };
}

/** Whether a block carries the channel's configuration: one CONFIG envelope that the network itself made. */
export function isConfigBlock(block: {
  readonly envelopes: readonly ReadEnvelope[];
  readonly number: bigint;
  readonly lastConfig: bigint;
}): boolean {
  return block.lastConfig === block.number && block.envelopes[0]?.type === common.HeaderType.CONFIG;
}

function readValue(metadata: Uint8Array | undefined): Uint8Array {
  return metadata === undefined ? new Uint8Array() : common.Metadata.deserializeBinary(metadata).getValue_asU8();
}

/** The last configuration, as it is said in what the orderer signed, and in a place of its own where nobody signs it. */
export function readLastConfigs(metadata: readonly Uint8Array[]): bigint[] {
  const signed = common.OrdererBlockMetadata.deserializeBinary(
    readValue(metadata[common.BlockMetadataIndex.SIGNATURES]),
  );
  const own = readValue(metadata[common.BlockMetadataIndex.LAST_CONFIG]);
  const said = [signed.getLastConfig(), own.length > 0 ? common.LastConfig.deserializeBinary(own) : undefined];
  return said.flatMap((each) => (each === undefined ? [] : [BigInt(each.getIndex())]));
}
