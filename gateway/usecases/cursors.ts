// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { secretFile } from '../pseudonyms/secret-file.js';
import { GatewayProblem } from './gateway-problem.js';
import type { Session } from './session.js';
import { replaceSecret, WatchedFile } from './watched-file.js';

/** What a cursor is bound to: who asks, and the question without its page. */
export interface CursorScope {
  /** `null` for lists that are open to everybody: their cursors may be passed on. */
  readonly session: Session | null;
  readonly list: string;
  readonly question: Readonly<Record<string, unknown>>;
}

type Position = number | string;

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** How long the page after may be asked for. */
const LIFETIME_MS = 24 * 3_600_000;

/**
 * Cursors of lists: a position and its end, sealed with AES-256-GCM over caller and question. So nobody can alter one,
 * use another's, or read from it how much there is that is not theirs.
 */
export class Cursors {
  #keys: readonly Buffer[];
  readonly #file: WatchedFile<Buffer> | undefined;
  readonly #now: () => number;

  /** @param keys the one that seals, then the one before it */
  constructor(keys: Buffer, options: { readonly file?: WatchedFile<Buffer>; readonly now?: () => number } = {}) {
    this.#keys = split(keys);
    this.#file = options.file;
    this.#now = options.now ?? Date.now;
  }

  static async open(folder: string): Promise<Cursors> {
    const path = join(folder, FILE);
    const keys = await secretFile(path, () => randomBytes(KEY_BYTES));
    return new Cursors(keys, { file: new WatchedFile(path, (bytes) => bytes) });
  }

  /** Puts a new key before the present one: cursors of the present one are still read until the next rotation. */
  static async rotate(folder: string): Promise<void> {
    const path = join(folder, FILE);
    const [present] = split(await secretFile(path, () => randomBytes(KEY_BYTES)));
    await replaceSecret(path, Buffer.concat([randomBytes(KEY_BYTES), present ?? Buffer.alloc(0)]));
  }

  write(position: Position, scope: CursorScope): string {
    const [key] = this.#current();
    if (key === undefined) throw new RangeError('there is no key for cursors');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(scope));
    const text = JSON.stringify([this.#now() + LIFETIME_MS, position]);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws {GatewayProblem} CURSOR_INVALID for a cursor of another caller or question, one that nobody made, an old one. */
  read(cursor: string, scope: CursorScope): number {
    const position = this.#open(cursor, scope);
    if (typeof position !== 'number') throw new GatewayProblem('CURSOR_INVALID');
    return position;
  }

  /** The same for lists in the order of a code. */
  readCode(cursor: string, scope: CursorScope): string {
    const position = this.#open(cursor, scope);
    if (typeof position !== 'string') throw new GatewayProblem('CURSOR_INVALID');
    return position;
  }

  #open(cursor: string, scope: CursorScope): Position {
    const bytes = Buffer.from(cursor, 'base64url');
    const aad = boundTo(scope);
    for (const key of this.#current()) {
      const [end, position] = unsealed(key, bytes, aad) ?? [0, 0];
      if (this.#now() < end) return position;
    }
    throw new GatewayProblem('CURSOR_INVALID');
  }

  /** A key that was put in meanwhile counts from the next question on. */
  #current(): readonly Buffer[] {
    void this.#file?.now().then(({ content }) => {
      if (content !== undefined && content.length >= KEY_BYTES) this.#keys = split(content);
    });
    return this.#keys;
  }
}

const FILE = 'cursors.key';

function split(bytes: Buffer): Buffer[] {
  const keys = [bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES, 2 * KEY_BYTES)];
  return keys.filter((key) => key.length === KEY_BYTES);
}

function boundTo({ session, list, question }: CursorScope): Buffer {
  const caller =
    session === null ? null : { department: session.department, role: session.role, officer: session.officer };
  return Buffer.from(canonicalJson({ caller, list, question }));
}

function unsealed(key: Buffer, bytes: Buffer, aad: Buffer): [number, Position] | undefined {
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(aad).setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as [number, Position]; // what we sealed ourselves
  } catch {
    return undefined;
  }
}
