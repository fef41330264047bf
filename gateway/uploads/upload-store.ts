// SPDX-License-Identifier: Apache-2.0

/** Something that a store holds. */
export interface StoredName {
  readonly name: string;
  /** When it was written, or {@link UploadStore.touch}ed last. */
  readonly at: Date;
}

/**
 * Where uploads lie, sealed already: a folder, or whatever else keeps bytes under names. Names are random and say nothing.
 * What was put is there whole or not at all.
 */
export interface UploadStore {
  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** `undefined`: there is nothing under that name. */
  get(name: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Lets its time begin anew. */
  touch(name: string): Promise<void>;
  /** Everything that is there, what was never finished included. */
  list(): Promise<readonly StoredName[]>;
  /** Nothing happens if it is not there. */
  remove(name: string): Promise<void>;
}
