// SPDX-License-Identifier: Apache-2.0

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** UTF-8 of a text. The text must hold whole characters only (`isWholeText`). */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let index = 0; index < escaped.length; index += 1) {
    if (escaped.charAt(index) === '%') {
      bytes.push(Number.parseInt(escaped.slice(index + 1, index + 3), 16));
      index += 2;
    } else {
      bytes.push(escaped.charCodeAt(index));
    }
  }
  return Uint8Array.from(bytes);
}

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const group = (first << 16) | (second << 8) | third;
    const characters = Math.min(4, bytes.length - index + 1);
    for (let position = 0; position < characters; position += 1) {
      text += ALPHABET.charAt((group >> (18 - 6 * position)) & 63);
    }
  }
  return text;
}

/** @throws {RangeError} for a text that no bytes encode to; stray bits at the end included. */
export function fromBase64url(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 4) {
    const part = text.slice(index, index + 4);
    const values = Array.from(part, (character) => ALPHABET.indexOf(character));
    if (values.includes(-1)) throw new RangeError('not base64url');
    const group = [0, 1, 2, 3].reduce((sum, position) => (sum << 6) | (values[position] ?? 0), 0);
    bytes.push(...[group >> 16, group >> 8, group].slice(0, part.length - 1).map((byte) => byte & 255));
  }
  const result = Uint8Array.from(bytes);
  if (toBase64url(result) !== text) throw new RangeError('not base64url');
  return result;
}
