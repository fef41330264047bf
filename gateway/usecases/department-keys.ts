// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { secretFile } from '../pseudonyms/secret-file.js';

/**
 * The department's own HMAC keys, one file each. Under them stand on the ledger what only the department may
 * recognise: case numbers, legal acts, sources and contents of records.
 */
export class DepartmentKeys {
  readonly #folder: string;
  readonly #beforeMaking: (department: string) => Promise<void>;
  readonly #keys = new Map<string, Promise<Buffer>>();

  /** @param beforeMaking rejects where a department must not get a new key; default: it may. */
  constructor(folder: string, beforeMaking: (department: string) => Promise<void> = () => Promise.resolve()) {
    this.#folder = folder;
    this.#beforeMaking = beforeMaking;
  }

  /** HMAC-SHA-256 under the department's key; `use` keeps the kinds of text apart. */
  async hmac(
    department: string,
    use: 'case' | 'act' | 'source' | 'content' | 'answers' | 'commitment' | 'deposit' | 'delivery' | 'upload',
    text: string,
  ): Promise<string> {
    const key = await this.#keyOf(department);
    return createHmac('sha256', key).update(`${use}\n${text}`).digest('base64url');
  }

  #keyOf(department: string): Promise<Buffer> {
    const known = this.#keys.get(department);
    if (known !== undefined) return known;
    const opened = this.#open(join(this.#folder, `${department}.key`), department);
    this.#keys.set(department, opened);
    opened.catch(() => this.#keys.delete(department));
    return opened;
  }

  async #open(path: string, department: string): Promise<Buffer> {
    if (!existsSync(path)) await this.#beforeMaking(department);
    return secretFile(path, () => randomBytes(32));
  }
}
