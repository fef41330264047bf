// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { backupHome } from '../../gateway/backup/backup-home.js';
import { readManifest } from '../../gateway/backup/backup-manifest.js';
import type { BackupManifest } from '../../gateway/backup/backup-manifest.js';
import { wishBackup } from '../../gateway/backup/backup-wish.js';
import { homeAt } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import { openLedger } from '../../gateway/open-parts.js';
import { readRunFile } from '../../gateway/run-file.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { demandStopped } from '../local/demand-stopped.js';
import { localConfig } from '../local/local-home.js';
import { openingFailure } from '../start/opening-failure.js';

/** Backs the home of this environment up: by whoever serves it, or, if nobody does, here. @throws {CommandFailure} */
export async function makeBackup(target: string): Promise<BackupManifest> {
  demandEmpty(target);
  const config = localConfig();
  const home = homeAt(config.home);
  const isServed = async (): Promise<boolean> => (await readRunFile(home.run)) !== undefined;
  if (await isServed()) await byItsServer(home, target, isServed);
  else {
    await demandStopped(home);
    const ledger = await openLedger(config).catch((error: unknown) => {
      throw openingFailure(error, home) ?? error;
    });
    try {
      await backupHome(home, ledger, target);
    } finally {
      await ledger.close();
    }
  }
  return readManifest(target);
}

async function byItsServer(home: Home, target: string, isServed: () => Promise<boolean>): Promise<void> {
  try {
    await wishBackup(home, target, isServed);
  } catch (error) {
    const { message } = error as Error;
    throw new CommandFailure(
      EXIT.TRY_AGAIN,
      { zh: `备份未完成：${message}`, en: `The backup was not completed: ${message}` },
      { cause: error },
    );
  }
}

function demandEmpty(target: string): void {
  if (!existsSync(target) || readdirSync(target).length === 0) return;
  throw new CommandFailure(EXIT.USAGE, {
    zh: `${target} 不是空目录；请指定新目录。`,
    en: `${target} is not empty; name a new folder.`,
  });
}
