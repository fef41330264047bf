// SPDX-License-Identifier: Apache-2.0

/**
 * Text as GB 18030 bytes. Node reads the encoding but does not write it, so the table is made once by
 * decoding every two-byte and four-byte sequence; beyond the basic plane the code is computed.
 */
export function encodeGb18030(text: string): Buffer {
  const pieces: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) pieces.push(point);
    else pieces.push(...(point > 0xffff ? fourBytes(point - 0x10000 + SUPPLEMENTARY) : bytesOf(character)));
  }
  return Buffer.from(pieces);
}

const SUPPLEMENTARY = 189_000;
const BASIC_FOUR_BYTE_CODES = 39_420;
let table: Map<string, readonly number[]> | undefined;

function bytesOf(character: string): readonly number[] {
  table ??= makeTable();
  const bytes = table.get(character);
  if (bytes === undefined) throw new RangeError('a lone surrogate has no GB 18030 form');
  return bytes;
}

function makeTable(): Map<string, readonly number[]> {
  const made = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  const add = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if (text.length === 1 && text !== '\ufffd' && !made.has(text)) made.set(text, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) add([lead, trail]);
  }
  for (let linear = 0; linear < BASIC_FOUR_BYTE_CODES; linear += 1) add(fourBytes(linear));
  return made;
}

function fourBytes(linear: number): readonly number[] {
  return [
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1_260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}
