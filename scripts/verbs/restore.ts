// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { inLanguage } from '../language.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

interface RestoreOptions {
  readonly home?: string;
  readonly json?: true;
}

/** `onedoor restore <backup>`: a home again from a backup. */
export function restoreVerb(): Command {
  const command = verb('restore', {
    zh: '把备份恢复到空的状态目录',
    en: 'put a backup into an empty home',
  })
    .argument('<backup>', inLanguage({ zh: '备份目录', en: 'folder of the backup' }))
    .option(
      '--home <folder>',
      inLanguage({ zh: '恢复到此目录（默认 ONEDOOR_HOME）', en: 'where to (default ONEDOOR_HOME)' }),
    );
  return withJson(command).action(restore);
}

async function restore(backup: string, { home, json }: RestoreOptions): Promise<void> {
  const { restoreBackup } = await import('../backup/restore-backup.js');
  const { folder, height, hash, createdAt } = await restoreBackup(resolve(backup), home);
  if (json === true) printJson({ folder, height, hash, createdAt });
  else
    printResult(
      inLanguage({
        zh: `已恢复到 ${folder}：${height} 个区块，备份于 ${createdAt}\n其后确认过的业务不在其中；先运行 npx onedoor audit --home ${folder} 核对，再以 ONEDOOR_HOME=${folder} npm start 启动。`,
        en: `Restored to ${folder}: ${height} blocks, backed up at ${createdAt}\nWhat was acknowledged since is not in it. Run npx onedoor audit --home ${folder}, then ONEDOOR_HOME=${folder} npm start.`,
      }),
    );
}
