// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32c } from '../blocks/crc32c.js';
import { HEADER_SIZE, findHeader, readHeader } from '../blocks/record.js';
import { WindowReader } from '../blocks/window-reader.js';

/** One record of a block file, or a place where none can be read. */
export interface AuditRecord {
  /** As the record's header says; where that is damaged, the number that was due. */
  readonly number: number;
  /** Empty where nothing can be read. */
  readonly content: Uint8Array;
  readonly isDamaged: boolean;
}

/** How long a record at the end may still be under way. */
const SETTLE_MS = 250;
/** As much is searched at once for a header. */
const STEP = 1024 * 1024;

/**
 * Reads a block file from its start, as far as it reaches when the reading begins, whoever may be appending to it.
 * Damage does not end it: it goes on with the next sound header. A record that the file ends within is one that is still being
 * written, or was torn off by a crash; it is left out.
 */
export async function* readRecords(path: string): AsyncGenerator<AuditRecord, void, undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const source = { file, window: new WindowReader(file, size), size };
    let due = 0;
    for (let at = 0; at + HEADER_SIZE <= size;) {
      const found = await recordAt(source, at, due);
      if (found === undefined) return;
      yield found.record;
      due = found.record.number + 1;
      at = found.next;
    }
  } finally {
    await file.close();
  }
}

interface Source {
  readonly file: FileHandle;
  readonly window: WindowReader;
  readonly size: number;
}

interface Found {
  readonly record: AuditRecord;
  readonly next: number;
}

async function recordAt(source: Source, at: number, due: number): Promise<Found | undefined> {
  const found = await tryRecord(source, at, due);
  if (found === undefined || !found.record.isDamaged || found.next < source.size) return found;
  await sleep(SETTLE_MS); // the last one may be half written at this very moment
  return tryRecord({ ...source, window: new WindowReader(source.file, source.size) }, at, due);
}

async function tryRecord({ window, size }: Source, at: number, due: number): Promise<Found | undefined> {
  const head = await window.read(at, HEADER_SIZE);
  const header = readHeader(head);
  if (header === undefined) {
    const next = await nextHeader(window, at + 1, size);
    if (next >= size && head.every((byte) => byte === 0)) return undefined; // room that was made ahead
    return { record: { number: due, content: new Uint8Array(), isDamaged: true }, next };
  }
  const next = at + HEADER_SIZE + header.length;
  if (next > size) return undefined;
  const content = await window.read(at + HEADER_SIZE, header.length);
  return { record: { number: header.number, content, isDamaged: crc32c(content) !== header.checksum }, next };
}

/** Where the next sound header starts; `size` if there is none. */
async function nextHeader(window: WindowReader, from: number, size: number): Promise<number> {
  for (let at = from; at < size; at += STEP - HEADER_SIZE) {
    const found = findHeader(await window.read(at, STEP), 0);
    if (found >= 0) return at + found;
  }
  return size;
}
