// SPDX-License-Identifier: Apache-2.0
import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import Libsql from 'libsql';

/**
 * Copies a SQLite file as it is at one moment, whoever may be writing to it, into a new file of mode 0600.
 * @throws where the source is no database, or the target is there.
 */
export function copySqlite(source: string, target: string): void {
  closeSync(openSync(target, 'wx', 0o600));
  rmSync(target); // it was free; SQLite makes it itself
  const database = new Libsql(source, { timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run([target]);
  } finally {
    database.close();
  }
  chmodSync(target, 0o600);
}
