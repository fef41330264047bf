// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { BackupDamaged } from '../../gateway/backup/backup-manifest.js';
import type { BackupManifest } from '../../gateway/backup/backup-manifest.js';
import { HomeNotEmpty, restoreHome } from '../../gateway/backup/restore-home.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { homeAt, type Home } from '../../gateway/home.js';
import { ledgerKindOf } from '../../gateway/ledger-kind.js';
import { openLedger } from '../../gateway/open-parts.js';
import { rebuildReadModel } from '../../gateway/readmodel/rebuild-read-model.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { localConfig } from '../local/local-home.js';
import { tell } from '../output.js';
import { demandDataVersion } from '../start/data-version.js';

/** Restores a backup, and makes what is derived from its blocks. @throws {CommandFailure} */
export async function restoreBackup(backup: string, folder?: string): Promise<BackupManifest & { folder: string }> {
  const config = localConfig(folder === undefined ? {} : { ONEDOOR_HOME: resolve(folder) });
  const home = homeAt(config.home);
  const manifest = await restoreHome(backup, home).catch((error: unknown) => {
    throw failureOf(error) ?? error;
  });
  await demandDataVersion(home);
  if (ledgerKindOf(home) === 'embedded') await deriveAgain(config, home);
  else {
    tell({
      zh: '派生数据将在下次启动时由节点上的区块重建。',
      en: 'What is derived from blocks is made again at the next start, from those of the peer.',
    });
  }
  return { folder: home.folder, ...manifest };
}

async function deriveAgain(config: GatewayConfig, home: Home): Promise<void> {
  tell({ zh: '正在由区块重建派生数据…', en: 'Making again what is derived from the blocks…' });
  const ledger = await openLedger(config);
  try {
    await rebuildReadModel({ file: home.readModel, ledger });
  } finally {
    await ledger.close();
  }
}

function failureOf(error: unknown): CommandFailure | undefined {
  if (error instanceof HomeNotEmpty) {
    return new CommandFailure(
      EXIT.USAGE,
      { zh: '目标状态目录不是空的；请恢复到新目录（--home）。', en: `${error.message} (--home).` },
      { cause: error },
    );
  }
  if (!(error instanceof BackupDamaged)) return undefined;
  const { message } = error;
  return new CommandFailure(
    EXIT.FAILED_CHECK,
    { zh: `备份不可用：${message}`, en: `The backup cannot be used: ${message}` },
    { cause: error },
  );
}
