// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupManifest } from '../../gateway/backup/backup-manifest.js';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

/** `onedoor backup <folder>`: everything that cannot be made again, while the gateway goes on. */
export function backupVerb(): Command {
  const command = verb('backup', {
    zh: '备份全部不可再生的数据（网关可继续运行）；备份含密钥和个人信息，请妥善保管',
    en: 'copy everything that cannot be made again; a gateway may go on running. Keep it safe: it holds keys and personal data',
  }).argument('<folder>', inLanguage({ zh: '新目录', en: 'a new folder' }));
  return withJson(command).action(backup);
}

async function backup(folder: string, { json }: { readonly json?: true }): Promise<void> {
  const { makeBackup } = await import('../backup/make-backup.js');
  const manifest = await makeBackup(resolve(folder));
  if (json === true) printJson({ folder: resolve(folder), ...summary(manifest) });
  else printResult(inLanguage(told(folder, manifest)));
}

function summary({ height, hash, createdAt, files }: BackupManifest) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { height, hash, createdAt, files: files.length, bytes };
}

function told(folder: string, manifest: BackupManifest): Bilingual {
  const { height, hash, files, bytes } = summary(manifest);
  return {
    zh: `已备份到 ${folder}：${height} 个区块，${files} 个文件，${bytes} 字节，已逐一核验\n最后区块 ${hash}`,
    en: `Backed up to ${folder}: ${height} blocks, ${files} files, ${bytes} bytes, each read again\nlast block ${hash}`,
  };
}
