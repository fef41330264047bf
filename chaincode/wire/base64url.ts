// SPDX-License-Identifier: Apache-2.0

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The two characters of each twelve bits. */
const PAIRS = Array.from(ALPHABET, (first) => Array.from(ALPHABET, (second) => first + second)).flat();
/** The six bits of each character by its code; 255 where it is none of the alphabet. */
const BITS = Uint8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

/**
 * UTF-8 of a text. The text must hold whole characters only (`isWholeText`).
 * @throws {URIError} for half of a surrogate pair.
 */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[length] = unit;
      length += 1;
      continue;
    }
    const point = text.codePointAt(index) ?? unit;
    if (point > 0xffff) index += 1;
    length = putCharacter(bytes, length, point);
  }
  return bytes.subarray(0, length);
}

/** Of two bytes and more; answers where it ends. */
function putCharacter(bytes: Uint8Array, from: number, point: number): number {
  if (point >= 0xd800 && point < 0xe000) throw new URIError('the text holds half of a surrogate pair');
  const following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  bytes[from] = (0xff00 >> (following + 1)) | (point >> (6 * following));
  for (let place = 1; place <= following; place += 1) {
    bytes[from + place] = 0x80 | ((point >> (6 * (following - place))) & 0x3f);
  }
  return from + following + 1;
}

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % 3);
  let text = '';
  for (let index = 0; index < whole; index += 3) text += fourCharacters(bytes, index);
  return whole === bytes.length ? text : text + fourCharacters(bytes, whole).slice(0, bytes.length - whole + 1);
}

function fourCharacters(bytes: Uint8Array, from: number): string {
  const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
  return (PAIRS[group >> 12] ?? '') + (PAIRS[group & 0xfff] ?? '');
}

/** @throws {RangeError} for a text that no bytes encode to; stray bits at the end included. */
export function fromBase64url(text: string): Uint8Array {
  const left = text.length % 4;
  if (left === 1) throw new RangeError('not base64url');
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let [bits, held, length] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    bits = ((bits << 6) | bitsOf(text.charCodeAt(index))) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length] = bits >> held;
    length += 1;
  }
  if ((bits & ((1 << held) - 1)) !== 0) throw new RangeError('not base64url');
  return bytes;
}

function bitsOf(unit: number): number {
  const bits = BITS[unit] ?? 255;
  if (bits > 63) throw new RangeError('not base64url');
  return bits;
}
