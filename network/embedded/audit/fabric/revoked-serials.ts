// SPDX-License-Identifier: Apache-2.0

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;
const TIMES: readonly number[] = [0x17, 0x18];

/**
 * Serial numbers in a revocation list (DER). Read here, because the parser in use passes over all of them where a list does not
 * say when the next one comes.
 * @throws {RangeError} on what is no list.
 */
export function revokedSerials(list: Uint8Array): bigint[] {
  const [whole] = elements(Buffer.from(list));
  const [signed] = elements(contentOf(whole, SEQUENCE));
  const fields = elements(contentOf(signed, SEQUENCE));
  const firstTime = fields.findIndex(({ tag }) => TIMES.includes(tag));
  if (firstTime < 0) throw new RangeError('a revocation list without a time');
  const revoked = fields.slice(firstTime).find(({ tag }) => !TIMES.includes(tag));
  if (revoked?.tag !== SEQUENCE) return [];
  return elements(revoked.content).map((entry) => {
    const [serial] = elements(contentOf(entry, SEQUENCE));
    return BigInt(`0x${contentOf(serial, INTEGER).toString('hex')}`);
  });
}

function contentOf(element: Element | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new RangeError('a revocation list is made otherwise');
  return element.content;
}

function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes.readUInt8(at);
    const first = bytes.readUInt8(at + 1);
    const digits = first < 0x80 ? 0 : first & 0x7f;
    const length = digits === 0 ? first : bytes.readUIntBE(at + 2, digits);
    const start = at + 2 + digits;
    if (start + length > bytes.length) throw new RangeError('a revocation list ends too early');
    found.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}
