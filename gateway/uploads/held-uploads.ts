// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import type { UploadType } from './check-content.js';
import { openSegments, sealSegments } from './seal-segments.js';
import { openCard, readCard, writeCard, type UploadCard } from './upload-card.js';
import type { StoredName, UploadStore } from './upload-store.js';

/** A file that was uploaded. */
export interface HeldUpload {
  readonly uploadId: string;
  readonly department: string;
  /** SHA-256 over salt and content, base64url. */
  readonly digest: string;
  readonly size: number;
  readonly type: UploadType;
}

/** The key that wraps what belongs to one upload of a department. */
export type WrappingKey = (department: string, uploadId: string) => Promise<Uint8Array>;

/** An id as {@link HeldUploads} gives them, and as nothing else in the store is named. */
export const UPLOAD_ID = '^[A-Za-z0-9_-]{32}$';
const ID = new RegExp(UPLOAD_ID, 'u');
const CARD = '.card';

/**
 * Files sealed under a key each, which is sealed under a key of the department that uploaded. An upload is there from the
 * moment its card is.
 */
export class HeldUploads {
  readonly #store: UploadStore;
  readonly #wrappingKey: WrappingKey;
  /** While names are swept: those that were touched meanwhile, and those that are on their way out. */
  readonly #touched = new Set<string>();
  readonly #leaving = new Set<string>();

  constructor(store: UploadStore, wrappingKey: WrappingKey) {
    this.#store = store;
    this.#wrappingKey = wrappingKey;
  }

  async keep(department: string, type: UploadType, content: AsyncIterable<Uint8Array>): Promise<HeldUpload> {
    const uploadId = randomBytes(24).toString('base64url');
    const wrappingKey = await this.#wrappingKey(department, uploadId); // before anything is written
    const [key, salt] = [randomBytes(32), randomBytes(32)];
    const hash = createHash('sha256').update(salt);
    let size = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const part of content) {
        hash.update(part);
        size += part.length;
        yield part;
      }
    };
    await this.#store.put(uploadId, sealSegments(key, counted()));
    const plain = { department, digest: hash.digest('base64url') };
    const secrets = { type, size, key: key.toString('base64url'), salt: salt.toString('base64url') };
    await this.#store.put(`${uploadId}${CARD}`, once(writeCard(uploadId, plain, secrets, wrappingKey)));
    return { uploadId, ...plain, size, type };
  }

  /** Whose an upload is, and its digest; `undefined`: there is none. */
  async cardOf(uploadId: string): Promise<UploadCard | undefined> {
    if (!ID.test(uploadId) || this.#leaving.has(uploadId)) return undefined; // no other name is looked for
    const bytes = await this.#store.get(`${uploadId}${CARD}`);
    return bytes === undefined ? undefined : readCard(await joined(bytes));
  }

  /** @throws {SealBroken} it is not as it was kept; `content` throws the same once it comes to such a place. */
  async open(uploadId: string): Promise<(HeldUpload & { readonly content: AsyncIterable<Uint8Array> }) | undefined> {
    const card = await this.cardOf(uploadId);
    const sealed = card === undefined ? undefined : await this.#store.get(uploadId);
    if (card === undefined || sealed === undefined) return undefined;
    const { department, digest } = card;
    const { type, size, key } = openCard(uploadId, card, await this.#wrappingKey(department, uploadId));
    const content = openSegments(Buffer.from(key, 'base64url'), sealed);
    return { uploadId, department, digest, type, size, content };
  }

  /** Lets the time for which it is kept without being named begin anew. */
  async touch(uploadId: string): Promise<void> {
    if (!ID.test(uploadId)) return;
    this.#touched.add(uploadId);
    for (const name of [uploadId, `${uploadId}${CARD}`]) await this.#store.touch(name);
  }

  /** Removes what was last touched before `until`, unless `isNamed` says that somebody relies on it; says how many. */
  async sweep(until: Date, isNamed: (card: UploadCard) => Promise<boolean>): Promise<number> {
    this.#touched.clear();
    const parts = new Map<string, StoredName[]>();
    for (const one of await this.#store.list()) {
      const [uploadId = ''] = one.name.split('.');
      parts.set(uploadId, [...(parts.get(uploadId) ?? []), one]);
    }
    let removed = 0;
    for (const [uploadId, names] of parts) {
      if (names.some(({ at }) => at >= until)) continue;
      const card = await this.cardOf(uploadId);
      if (card !== undefined && (await isNamed(card))) await this.touch(uploadId); // looked at again when that time has passed
      if (this.#touched.has(uploadId)) continue;
      await this.#remove(uploadId, names);
      removed += 1;
    }
    return removed;
  }

  /** The card first: without one there is no upload. */
  async #remove(uploadId: string, names: readonly StoredName[]): Promise<void> {
    this.#leaving.add(uploadId);
    try {
      const isCard = ({ name }: StoredName) => name.endsWith(CARD);
      for (const { name } of [...names.filter(isCard), ...names.filter((one) => !isCard(one))])
        await this.#store.remove(name);
    } finally {
      this.#leaving.delete(uploadId);
    }
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
