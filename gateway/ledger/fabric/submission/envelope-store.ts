// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SignedTransaction } from '../drivers/channel-driver.js';
import { decodeLine, encodeLine, type EnvelopeLine } from './envelope-line.js';
import { syncFolder, writeLines } from './written-files.js';

/** A transaction that may have been handed over, and of which no final code is known. */
export interface KeptTransaction extends SignedTransaction {
  /** Department through whose peer it is sent. */
  readonly department: string;
  /** Number of blocks that were known when it was endorsed. */
  readonly height?: bigint;
}

/** The file cannot be trusted: something stood in it that was not cut off by a crash. */
export class EnvelopesDamaged extends Error {
  override readonly name = 'EnvelopesDamaged';

  constructor(path: string) {
    super(`${path} is damaged, so nobody can say what was handed over; restore the home from a backup`);
  }
}

/** It could not be kept for certain, nor taken back: it was not sent, and the next process may find it and send it. */
export class EnvelopeUncertain extends Error {
  override readonly name = 'EnvelopeUncertain';
}

const REWRITE_BYTES = 8 * 1024 * 1024;

/**
 * Signed transactions between being signed and being known to be in a block: one appended file, mode 0600. Holds what
 * blocks hold, and nothing of what travels privately.
 */
export class EnvelopeStore {
  readonly #path: string;
  #file: FileHandle;
  #bytes: number;
  /** From how many bytes on what was taken out is left behind. */
  #rewriteAt = REWRITE_BYTES;
  /** Something stands behind the last whole line. */
  #isTorn = false;
  /** It is not certain yet that the name is that of the present file. */
  #isRenaming = false;
  readonly #kept: Map<string, KeptTransaction>;
  /** Number of blocks among which everything that was taken out is to be found. */
  #upTo: bigint;
  #waiting: { line: string; isDurable: boolean; resolve: () => void; reject: (error: unknown) => void }[] = [];
  #running: Promise<void> | undefined;

  private constructor(path: string, file: FileHandle, read: ReadLines) {
    this.#path = path;
    this.#file = file;
    this.#bytes = read.bytes;
    this.#kept = read.kept;
    this.#upTo = read.upTo;
  }

  /** Opens the file, made if absent. @throws {EnvelopesDamaged} */
  static async open(path: string): Promise<EnvelopeStore> {
    const read = readLines(await readFile(path, 'utf8').catch(nothingIfAbsent), path);
    const file = await open(path, 'a', 0o600);
    await file.truncate(read.bytes); // a line that a crash cut off was never acknowledged
    await syncFolder(dirname(path));
    return new EnvelopeStore(path, file, read);
  }

  get kept(): readonly KeptTransaction[] {
    return [...this.#kept.values()];
  }

  /** A peer with fewer blocks may not have what was taken out. */
  get upTo(): bigint {
    return this.#upTo;
  }

  has(transactionId: string): boolean {
    return this.#kept.has(transactionId);
  }

  /**
   * Resolves when it is durable: not before may it be sent. Otherwise it is not kept, durably.
   * @throws {EnvelopeUncertain} neither could be written.
   */
  async add(transaction: KeptTransaction): Promise<void> {
    const { transactionId } = transaction;
    this.#kept.set(transactionId, transaction);
    try {
      await this.#write(lineOf(transaction), true);
    } catch (error) {
      // Its line may have reached the disk all the same.
      await this.#write({ settled: transactionId }, true).catch(() => {
        throw new EnvelopeUncertain('what is about to be ordered may have been kept', { cause: error });
      });
      this.#kept.delete(transactionId);
      throw error;
    }
  }

  /** What became of it is known. Where a crash loses that, it is found out again. */
  remove(transactionId: string, blockNumber: bigint | undefined): void {
    if (!this.#kept.delete(transactionId)) return;
    if (blockNumber !== undefined && blockNumber >= this.#upTo) this.#upTo = blockNumber + 1n;
    const block = blockNumber === undefined ? {} : { block: String(blockNumber) };
    this.#write({ settled: transactionId, ...block }, false).catch(() => undefined);
  }

  /** Writes what is kept now into a folder, which is made. */
  async copyInto(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await writeLines(join(folder, basename(this.#path)), this.#lines());
    await file.close();
  }

  async close(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    await this.#file.close();
  }

  #lines(): string {
    return [{ upTo: String(this.#upTo) }, ...this.kept.map(lineOf)].map(encodeLine).join('');
  }

  #write(line: EnvelopeLine, isDurable: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: encodeLine(line), isDurable, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** What comes while lines are being written shares the next write and its sync. */
  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise(setImmediate);
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#append(
          group.map(({ line }) => line).join(''),
          group.some(({ isDurable }) => isDurable),
        );
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = undefined;
  }

  async #append(text: string, isDurable: boolean): Promise<void> {
    if (this.#bytes > this.#rewriteAt && this.#kept.size < 1_000) await this.#rewrite();
    await this.#mend();
    this.#isTorn = true; // half a line would make the next one unreadable
    try {
      await this.#file.appendFile(text);
      if (isDurable) await this.#file.datasync();
      this.#bytes += Buffer.byteLength(text);
      this.#isTorn = false;
    } catch (error) {
      await this.#mend().catch(() => undefined); // tried again before anything else is written
      throw error;
    }
  }

  /** Finishes what broke off, without which nothing that is written counts. */
  async #mend(): Promise<void> {
    if (this.#isRenaming) await syncFolder(dirname(this.#path));
    this.#isRenaming = false;
    if (this.#isTorn) await this.#file.truncate(this.#bytes);
    this.#isTorn = false;
  }

  /** Leaves behind what was taken out. What is being added now stands in the next write too: twice is once. */
  async #rewrite(): Promise<void> {
    this.#rewriteAt = this.#bytes + REWRITE_BYTES; // where it fails it is not tried again at once
    const lines = this.#lines();
    const next = `${this.#path}.new`;
    await rm(next, { force: true });
    const file = await writeLines(next, lines);
    try {
      await rename(next, this.#path);
    } catch (error) {
      await file.close();
      throw error;
    }
    const before = this.#file;
    this.#file = file; // at once: nothing more may go into a file without a name
    this.#bytes = Buffer.byteLength(lines);
    this.#rewriteAt = REWRITE_BYTES;
    [this.#isTorn, this.#isRenaming] = [false, true];
    await before.close().catch(() => undefined);
    await this.#mend();
  }
}

interface ReadLines {
  readonly kept: Map<string, KeptTransaction>;
  readonly upTo: bigint;
  /** Of whole lines. */
  readonly bytes: number;
}

function readLines(text: string, path: string): ReadLines {
  const kept = new Map<string, KeptTransaction>();
  let upTo = 0n;
  let bytes = 0;
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const one of whole.split('\n').slice(0, -1)) {
    const line = decodeLine(one);
    // A power cut leaves zeros where the disk had not got to: nothing from there on was acknowledged.
    if (line === undefined && one.includes('\0')) break;
    if (line === undefined) throw new EnvelopesDamaged(path);
    if ('envelope' in line) kept.set(line.transactionId, transactionOf(line));
    else upTo = settle(line, kept, upTo);
    bytes += Buffer.byteLength(one) + 1;
  }
  return { kept, upTo, bytes };
}

function settle(
  line: Exclude<EnvelopeLine, { envelope: string }>,
  kept: Map<string, KeptTransaction>,
  upTo: bigint,
): bigint {
  if ('settled' in line) kept.delete(line.settled);
  const reached = 'upTo' in line ? BigInt(line.upTo) : BigInt(line.block ?? -1) + 1n;
  return reached > upTo ? reached : upTo;
}

function lineOf({ transactionId, department, envelope, height }: KeptTransaction): EnvelopeLine {
  const known = height === undefined ? {} : { height: String(height) };
  return { transactionId, department, envelope: Buffer.from(envelope).toString('base64'), ...known };
}

function transactionOf(line: Extract<EnvelopeLine, { envelope: string }>): KeptTransaction {
  const { transactionId, department, envelope, height } = line;
  const known = height === undefined ? {} : { height: BigInt(height) };
  return { transactionId, department, envelope: Buffer.from(envelope, 'base64'), ...known };
}

function nothingIfAbsent(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
  throw error;
}
