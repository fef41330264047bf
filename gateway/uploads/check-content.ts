// SPDX-License-Identifier: Apache-2.0

/** How a file of each type begins. */
const BEGINNINGS = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;
export type UploadType = keyof typeof BEGINNINGS;
export const UPLOAD_TYPES = Object.keys(BEGINNINGS) as readonly UploadType[];

const LONGEST = 8;

/** What is wrong with what arrives. */
export class ContentRefused extends Error {
  override readonly name = 'ContentRefused';
  readonly fault: 'EMPTY' | 'OTHER_TYPE' | 'TOO_LARGE';

  constructor(fault: ContentRefused['fault']) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Lets through what is of the type that it is said to be, as far as the first bytes tell, and no longer than `limit` bytes
 * (0: of any length).
 * @throws {ContentRefused}
 */
export async function* checkContent(
  content: AsyncIterable<Uint8Array>,
  type: UploadType,
  limit: number,
): AsyncGenerator<Buffer> {
  let begun = Buffer.alloc(0);
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (limit > 0 && size > limit) throw new ContentRefused('TOO_LARGE');
    if (begun.length >= LONGEST) {
      yield Buffer.from(part.buffer, part.byteOffset, part.length);
      continue;
    }
    begun = Buffer.concat([begun, part]);
    if (begun.length < LONGEST) continue;
    demandBeginning(begun, type);
    yield begun;
  }
  if (size === 0) throw new ContentRefused('EMPTY');
  if (size >= LONGEST) return;
  demandBeginning(begun, type);
  yield begun;
}

function demandBeginning(bytes: Buffer, type: UploadType): void {
  if (!BEGINNINGS[type].every((byte, index) => bytes[index] === byte)) throw new ContentRefused('OTHER_TYPE');
}
