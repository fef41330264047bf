// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { Installed } from '../../../network/native/install/install-fabric.js';
import { inLanguage } from '../../language.js';
import type { Bilingual } from '../../language.js';
import { stopOnSignal } from '../../local/stop-on-signal.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { DownloadBar } from './download-bar.js';
import { operating } from './operating.js';

interface InstallOptions {
  readonly from?: string;
  readonly sha256?: readonly string[];
  readonly json?: true;
}

/** `onedoor network install`: the official programs of Fabric, into the user's cache folder. */
export function installVerb(): Command {
  const command = verb('install', {
    zh: '下载 Fabric 3.1.5 与 Fabric CA 1.5.21 的官方程序到用户缓存目录（可断点续传）',
    en: "fetch the official programs of Fabric 3.1.5 and Fabric CA 1.5.21 into the user's cache folder; goes on where it stopped",
  })
    .option(
      '--from <url>',
      inLanguage({
        zh: '镜像地址，其下路径与 https://github.com/hyperledger 相同（或环境变量 FABRIC_RELEASES）',
        en: 'a mirror with the same paths as https://github.com/hyperledger (or FABRIC_RELEASES)',
      }),
    )
    .option(
      '--sha256 <digest...>',
      inLanguage({
        zh: '两个归档的 SHA-256（默认：归档旁的 .sha256 文件，如有）',
        en: 'SHA-256 of the two archives (default: the .sha256 beside each, where there is one)',
      }),
    );
  return withJson(command).action(install);
}

async function install({ from = process.env.FABRIC_RELEASES, sha256 = [], json }: InstallOptions): Promise<void> {
  const { installFabric } = await import('../../../network/native/install/install-fabric.js');
  const { programCache } = await import('../../../network/native/programs/locate-programs.js');
  const { DEFAULT_FABRIC } = await import('../../../network/definitions/complete-definition.js');
  const bar = new DownloadBar();
  const { signal } = stopOnSignal();
  const done = await operating(() =>
    installFabric({
      folder: programCache(DEFAULT_FABRIC),
      sha256,
      signal,
      onProgress: (archive, received, total) => {
        bar.show(archive, received, total);
      },
      ...(from === undefined || from === '' ? {} : { from }),
    }),
  ).finally(() => {
    bar.stop();
  });
  if (json === true) printJson(done);
  else printResult(inLanguage(told(done)));
}

function told({ folder, already, archives }: Installed): Bilingual {
  if (already) return { zh: `程序已齐备：${folder}`, en: `All programs are there: ${folder}` };
  const lines = (texts: Record<Installed['archives'][number]['checkedAgainst'], string>): string =>
    archives
      .map(({ name, sha256, checkedAgainst }) => `${name}\n  SHA-256 ${sha256} ${texts[checkedAgainst]}`)
      .join('\n');
  return {
    zh: `已安装到 ${folder}\n${lines({ given: '与所给相符', published: '与旁边的 .sha256 相符', nothing: '未与任何校验值核对，请对照发布页' })}`,
    en: `Installed in ${folder}\n${lines({ given: 'as given', published: 'as in the .sha256 beside it', nothing: 'held against no digest: compare it with the release page' })}`,
  };
}
