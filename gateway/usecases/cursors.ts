// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { secretFile } from '../pseudonyms/secret-file.js';
import { GatewayProblem } from './gateway-problem.js';
import type { Session } from './session.js';

/** What a cursor is bound to: who asks, and the question without its page. */
export interface CursorScope {
  readonly session: Session;
  readonly list: string;
  readonly question: Readonly<Record<string, unknown>>;
}

/** Cursors of lists: a position, sealed with an HMAC over the caller and the question. */
export class Cursors {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  static async open(folder: string): Promise<Cursors> {
    return new Cursors(await secretFile(join(folder, 'cursors.key'), () => randomBytes(32)));
  }

  write(position: number, scope: CursorScope): string {
    return `${position.toString(36)}.${this.#seal(position, scope).toString('base64url')}`;
  }

  /** @throws {GatewayProblem} CURSOR_INVALID for a cursor of another caller or question, or one that nobody made. */
  read(cursor: string, scope: CursorScope): number {
    const [text = '', seal = ''] = cursor.split('.');
    const position = Number.parseInt(text, 36);
    const expected = Number.isSafeInteger(position) ? this.#seal(position, scope) : Buffer.alloc(0);
    const given = Buffer.from(seal, 'base64url');
    if (given.length !== 32 || expected.length !== 32 || !timingSafeEqual(given, expected)) {
      throw new GatewayProblem('CURSOR_INVALID');
    }
    return position;
  }

  #seal(position: number, { session, list, question }: CursorScope): Buffer {
    const { department, role, officer } = session;
    const text = canonicalJson({ department, role, officer, list, position, question });
    return createHmac('sha256', this.#key).update(text).digest();
  }
}
