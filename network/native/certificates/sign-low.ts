// SPDX-License-Identifier: Apache-2.0
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Order of the group of P-256, and half of it: Fabric and its authorities take signatures in the lower half only. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const HALF = ORDER >> 1n;
const BYTES = 32;

/** An ECDSA signature over SHA-256, DER, with the lower of the two possible s. */
export function signLow(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return toLow(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
}

/** From r and s, each of 32 bytes. */
function toLow(raw: Buffer): Buffer {
  const s = BigInt(`0x${raw.subarray(BYTES).toString('hex')}`);
  const low = s > HALF ? ORDER - s : s;
  const body = Buffer.concat([
    integer(raw.subarray(0, BYTES)),
    integer(Buffer.from(low.toString(16).padStart(BYTES * 2, '0'), 'hex')),
  ]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function integer(bytes: Buffer): Buffer {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first += 1;
  const kept = bytes.subarray(first);
  const signed = (kept[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), kept]) : kept;
  return Buffer.concat([Buffer.from([0x02, signed.length]), signed]);
}
