// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** What Fabric signs and chains: ASN.1 DER of `SEQUENCE { INTEGER number, OCTET STRING previous, OCTET STRING data }`. */
export function encodeHeader(number: bigint, previousHash: Uint8Array, dataHash: Uint8Array): Uint8Array {
  const content = Buffer.concat([derInteger(number), derOctets(previousHash), derOctets(dataHash)]);
  return Buffer.concat([Buffer.of(0x30, ...derLength(content.length)), content]);
}

/** A block's hash: SHA-256 of its encoded header. */
export function headerHash(number: bigint, previousHash: Uint8Array, dataHash: Uint8Array): Uint8Array {
  return createHash('sha256')
    .update(encodeHeader(number, previousHash, dataHash))
    .digest();
}

/** SHA-256 over the concatenated envelopes. */
export function dataHashOf(envelopes: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const envelope of envelopes) hash.update(envelope);
  return hash.digest();
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const content = (digits[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(0x02, content.length), content]);
}

function derOctets(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0x04, ...derLength(bytes.length)), bytes]);
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
