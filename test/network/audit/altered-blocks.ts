// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { HEADER_SIZE, encodeRecord, readHeader } from '../../../network/embedded/blocks/record.js';
import { dataHashOf, headerHash } from '../../../network/embedded/protocol/block-header.js';
import { nextCommitHash } from '../../../network/embedded/protocol/build-block.js';
import { isConfigBlock, readBlock } from '../../../network/embedded/protocol/read-block.js';

/** The blocks of a closed ledger. */
export async function readBlocks(directory: string): Promise<common.Block[]> {
  const bytes = await readFile(join(directory, 'blocks.dat'));
  const blocks: common.Block[] = [];
  for (let at = 0, header = readHeader(bytes); header !== undefined; header = readHeader(bytes.subarray(at))) {
    blocks.push(common.Block.deserializeBinary(bytes.subarray(at + HEADER_SIZE, at + HEADER_SIZE + header.length)));
    at += HEADER_SIZE + header.length;
  }
  return blocks;
}

/** Writes them back, with the checksums that they need. */
export async function writeBlocks(directory: string, blocks: readonly common.Block[]): Promise<void> {
  const records = blocks.map((block) => encodeRecord(block.getHeader()?.getNumber() ?? 0, block.serializeBinary()));
  await writeFile(join(directory, 'blocks.dat'), Buffer.concat(records));
}

/** Redoes all that needs no key: data hashes, the hashes of the headers before, commit hashes. */
export function rechain(blocks: readonly common.Block[]): void {
  let previous = new Uint8Array();
  let commitHash = new Uint8Array();
  for (const block of blocks) {
    const header = block.getHeader();
    const data = block.getData()?.getDataList_asU8() ?? [];
    if (header === undefined) continue;
    header.setPreviousHash(previous);
    header.setDataHash(dataHashOf(data));
    previous = Uint8Array.from(headerHash(BigInt(header.getNumber()), previous, header.getDataHash_asU8()));
    commitHash = Uint8Array.from(recommit(block, commitHash));
  }
}

function recommit(block: common.Block, before: Uint8Array): Uint8Array {
  const read = readBlock(block.serializeBinary());
  const results = isConfigBlock(read) ? [] : read.envelopes.map(({ action }) => action?.results ?? new Uint8Array());
  const value = new common.Metadata();
  const hash = nextCommitHash(before, read.codes, results);
  value.setValue(hash);
  setMetadata(block, common.BlockMetadataIndex.COMMIT_HASH, value.serializeBinary());
  return hash;
}

export function setMetadata(block: common.Block, index: number, bytes: Uint8Array): void {
  const list = block.getMetadata()?.getMetadataList_asU8() ?? [];
  block.getMetadata()?.setMetadataList(list.map((each, at) => (at === index ? bytes : each)));
}

/** Changes one envelope of a block. */
export function changeEnvelope(block: common.Block, place: number, change: (envelope: common.Envelope) => void): void {
  const list = block.getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(list[place] ?? new Uint8Array());
  change(envelope);
  block.getData()?.setDataList(list.map((each, at) => (at === place ? envelope.serializeBinary() : each)));
}
