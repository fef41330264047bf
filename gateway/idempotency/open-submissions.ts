// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Ledger } from '../ledger/ledger.js';
import { secretFile } from '../pseudonyms/secret-file.js';
import { IdempotencyStore } from './idempotency-store.js';
import type { StoreLimits } from './sweep.js';
import { Submissions } from './submissions.js';

export interface SubmissionsOptions {
  /** SQLite file; made if absent. */
  readonly file: string;
  /** Folder of the keys. */
  readonly keys: string;
  readonly ledger: Pick<Ledger, 'transaction' | 'blocks'>;
  readonly limits?: StoreLimits;
  readonly now?: () => number;
}

/** Opens what keeps requests apart from their repeats, and asks the ledger about those that were cut off. */
export async function openSubmissions({ file, keys, ledger, limits, now }: SubmissionsOptions): Promise<Submissions> {
  const secret = await secretFile(join(keys, 'idempotency.key'), () => randomBytes(32));
  const store = await IdempotencyStore.open(file, limits);
  const submissions = new Submissions({ store, ledger, secret, ...(now === undefined ? {} : { now }) });
  try {
    await submissions.resolveUnfinished();
    return submissions;
  } catch (error) {
    await submissions.close();
    throw error;
  }
}
