// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from '../../gateway/home.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** Raised when state on disk is laid out so that an older or newer version cannot read it. */
const DATA_VERSION = '4';

/** @throws {CommandFailure} 78, when the home was made by a version with another layout. A new home is marked as ours. */
export async function demandDataVersion(home: Home): Promise<void> {
  const file = join(home.folder, 'data-version');
  if (!existsSync(file) && !existsSync(home.ledger)) {
    await writeFile(file, `${DATA_VERSION}\n`, { mode: 0o600 });
    return;
  }
  const found = existsSync(file) ? (await readFile(file, 'utf8')).trim() : '?';
  if (found === DATA_VERSION) return;
  throw new CommandFailure(EXIT.DATA_VERSION, {
    zh: `${home.folder} 中的数据版本是 ${found}，本程序需要 ${DATA_VERSION}。用 npm start -- --reset 清空后重建。`,
    en: `The data in ${home.folder} has version ${found}, this program needs ${DATA_VERSION}. npm start -- --reset empties it and begins again.`,
  });
}
