// SPDX-License-Identifier: Apache-2.0
import { maskedChecksum } from './masked-checksum.js';
import { readVarint, uncompress } from './snappy.js';

const FOOTER = 48;
const MAGIC = Buffer.from('57fb808b247547db', 'hex');
/** Behind each block: how it is compressed (1), checksum (4). */
const TRAILER = 5;

interface Block {
  readonly at: number;
  /** Without its trailer. */
  readonly length: number;
  /** A key at or behind the last one of the block; none for blocks without keys. */
  readonly lastKey?: Buffer;
}

/**
 * What of a table of LevelDB is not as it was written; `undefined` if nothing. Every byte is covered: the blocks of data
 * stand one behind the other, then filter, meta index and index, each with a checksum, then the footer that names the last two.
 */
export function findTableDamage(bytes: Buffer): { readonly lastKey?: Buffer } | undefined {
  try {
    const footer = bytes.subarray(bytes.length - FOOTER);
    if (bytes.length < FOOTER || !footer.subarray(FOOTER - MAGIC.length).equals(MAGIC)) return {};
    const metaIndex = readHandle(footer, 0);
    const index = readHandle(footer, metaIndex.end);
    if (!isSound(bytes, index.block) || !isSound(bytes, metaIndex.block)) return {};
    return findBlockDamage(bytes, metaIndex.block, index.block);
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function findBlockDamage(bytes: Buffer, metaIndex: Block, index: Block): { readonly lastKey?: Buffer } | undefined {
  let at = 0;
  for (const block of dataBlocks(bytes, index)) {
    if (block.at !== at || !isSound(bytes, block)) return block.lastKey === undefined ? {} : { lastKey: block.lastKey };
    at += block.length + TRAILER;
  }
  // Between data and meta index stands the filter, if there is one.
  if (at !== metaIndex.at && !isSound(bytes, { at, length: metaIndex.at - at - TRAILER })) return {};
  const isJoined = metaIndex.at + metaIndex.length + TRAILER === index.at;
  return isJoined && index.at + index.length + TRAILER === bytes.length - FOOTER ? undefined : {};
}

function isSound(bytes: Buffer, { at, length }: Block): boolean {
  const end = at + length + 1;
  if (length < 0 || end + 4 > bytes.length) return false;
  return bytes.readUInt32LE(end) === maskedChecksum(bytes.subarray(at, end));
}

/** The blocks of data, by the entries of the index: keys share a start with the one before. */
function* dataBlocks(bytes: Buffer, { at, length }: Block): Generator<Block> {
  const stored = bytes.subarray(at, at + length);
  const entries = bytes[at + length] === 1 ? uncompress(stored) : stored;
  const restarts = entries.readUInt32LE(entries.length - 4);
  const end = entries.length - 4 - 4 * restarts;
  let key = Buffer.alloc(0);
  for (let next = 0; next < end;) {
    const shared = readVarint(entries, next);
    const unshared = readVarint(entries, shared.end);
    const valueLength = readVarint(entries, unshared.end);
    const valueAt = valueLength.end + unshared.value;
    key = Buffer.concat([key.subarray(0, shared.value), entries.subarray(valueLength.end, valueAt)]);
    // The last eight bytes are LevelDB's own number of the write.
    yield { ...readHandle(entries, valueAt).block, lastKey: key.subarray(0, Math.max(0, key.length - 8)) };
    next = valueAt + valueLength.value;
  }
}

function readHandle(bytes: Buffer, at: number): { readonly block: Block; readonly end: number } {
  const place = readVarint(bytes, at);
  const length = readVarint(bytes, place.end);
  return { block: { at: place.value, length: length.value }, end: length.end };
}
