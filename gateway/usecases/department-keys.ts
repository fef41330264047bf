// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { secretFile } from '../pseudonyms/secret-file.js';

/**
 * The department's own HMAC keys, one file each. Under them stand on the ledger what only the department may
 * recognise: case numbers, legal acts, sources and contents of records.
 */
export class DepartmentKeys {
  readonly #folder: string;
  readonly #keys = new Map<string, Promise<Buffer>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** HMAC-SHA-256 under the department's key; `use` keeps the kinds of text apart. */
  async hmac(
    department: string,
    use: 'case' | 'act' | 'source' | 'content' | 'answers',
    text: string,
  ): Promise<string> {
    const key = await this.#keyOf(department);
    return createHmac('sha256', key).update(`${use}\n${text}`).digest('base64url');
  }

  #keyOf(department: string): Promise<Buffer> {
    const known = this.#keys.get(department);
    if (known !== undefined) return known;
    const opened = secretFile(join(this.#folder, `${department}.key`), () => randomBytes(32));
    this.#keys.set(department, opened);
    opened.catch(() => this.#keys.delete(department));
    return opened;
  }
}
