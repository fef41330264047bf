// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const SEGMENT = 64 * 1024;
const TAG = 16;

/** What is kept is not what was put there: changed, cut off, put together anew, or sealed under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor() {
    super('an upload is not as it was kept');
  }
}

/**
 * AES-256-GCM in segments of 64 KiB, so that nothing is given out before it is known to be whole: the nonce of each
 * says which one it is and whether it is the last. A key seals one text only.
 */
export async function* sealSegments(key: Uint8Array, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const { bytes, index, isLast } of segmentsOf(plain, SEGMENT)) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(index, isLast), { authTagLength: TAG });
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Opens what {@link sealSegments} sealed. @throws {SealBroken} where it is not that; what came before was whole. */
export async function* openSegments(key: Uint8Array, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const { bytes, index, isLast } of segmentsOf(sealed, SEGMENT + TAG)) {
    yield openOne(key, bytes, nonceOf(index, isLast));
  }
}

function openOne(key: Uint8Array, bytes: Buffer, nonce: Buffer): Buffer {
  if (bytes.length < TAG) throw new SealBroken();
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG });
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

interface Segment {
  readonly bytes: Buffer;
  readonly index: number;
  readonly isLast: boolean;
}

/** Cuts into pieces of one length; the last one, which is always there, may be shorter. */
async function* segmentsOf(parts: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Segment> {
  let held = Buffer.alloc(0);
  let index = 0;
  for await (const part of parts) {
    held = Buffer.concat([held, part]);
    let at = 0;
    for (; held.length - at > length; at += length) {
      yield { bytes: held.subarray(at, at + length), index, isLast: false };
      index += 1;
    }
    held = held.subarray(at);
  }
  yield { bytes: held, index, isLast: true };
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}
