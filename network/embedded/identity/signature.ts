// SPDX-License-Identifier: Apache-2.0
import { sign as signWith, verify as verifyWith } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;

/**
 * ECDSA P-256 over SHA-256, DER with a low S as Fabric demands. Done at once: it takes less time than waking another thread
 * for it.
 */
export function sign(key: KeyObject, data: Uint8Array): Uint8Array {
  return toLowSDer(signWith('sha256', data, { key, dsaEncoding: 'ieee-p1363' }));
}

/**
 * Whether the signature is good *and* has a low S; the work is done off the event loop. Never rejects: bytes that are no
 * signature are a bad one.
 */
export function verify(key: KeyObject, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const s = readS(signature);
  if (s === undefined || s > HALF_ORDER) return Promise.resolve(false);
  return new Promise((resolve) => {
    verifyWith('sha256', data, key, signature, (error, good) => {
      resolve(error === null && good);
    });
  });
}

function toLowSDer(raw: Buffer): Uint8Array {
  const s = BigInt(`0x${raw.toString('hex', 32)}`);
  const low = s > HALF_ORDER ? Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex') : raw.subarray(32);
  const body = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(low)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function derInteger(unsigned: Uint8Array): Buffer {
  let start = 0;
  while (start < unsigned.length - 1 && unsigned[start] === 0) start += 1;
  const digits = unsigned.subarray(start);
  const content = (digits[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(0x02, content.length), content]);
}

/** S of `SEQUENCE { INTEGER r, INTEGER s }`; P-256 needs short lengths only. */
function readS(der: Uint8Array): bigint | undefined {
  const rLength = der[3];
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der[2] !== 0x02 || rLength === undefined) return undefined;
  const at = 4 + rLength;
  const sLength = der[at + 1];
  if (der[at] !== 0x02 || sLength === undefined || sLength === 0 || at + 2 + sLength !== der.length) return undefined;
  return BigInt(`0x${Buffer.from(der.subarray(at + 2)).toString('hex')}`);
}
