// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { inLanguage } from '../../language.js';
import { localConfig } from '../../local/local-home.js';
import { printResult } from '../../output.js';
import { verb } from '../verb.js';

/** `onedoor network down`: stops every process. */
export function downVerb(): Command {
  return verb('down', { zh: '停止 Fabric 网络的全部进程', en: 'stop every process of the network' })
    .option(
      '--purge',
      inLanguage({ zh: '同时删除账本、证书和密钥', en: 'also remove its ledgers, certificates and keys' }),
    )
    .action(down);
}

async function down({ purge }: { readonly purge?: true }): Promise<void> {
  const { NativeNetwork } = await import('../../../network/native/native-network.js');
  const { onNetwork } = await import('../../network/network-failure-of.js');
  const { networkFolder } = localConfig();
  await onNetwork(() => NativeNetwork.down(networkFolder, { purge: purge === true }));
  const kept = existsSync(networkFolder);
  const removed = {
    zh: kept ? `网络已停止并删除；${networkFolder} 中其他文件保留` : `网络已停止，${networkFolder} 已删除`,
    en: kept
      ? `The network is stopped and removed; other files in ${networkFolder} stay`
      : `The network is stopped and ${networkFolder} removed`,
  };
  const stopped = {
    zh: '网络已停止；再次运行 npm run network -- up 即可继续',
    en: 'The network is stopped; npm run network -- up goes on with it',
  };
  printResult(inLanguage(purge === true ? removed : stopped));
}
