// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { Progress } from '../../../network/native/native-network.js';
import { inLanguage } from '../../language.js';
import { localConfig } from '../../local/local-home.js';
import { stopOnSignal } from '../../local/stop-on-signal.js';
import { printJson, printResult, tell } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { whole } from '../whole.js';

interface UpVerbOptions {
  readonly definition?: string;
  readonly firstPort?: number;
  readonly json?: true;
}

/** `onedoor network up`: from nothing, or from wherever it was, to a running network. */
export function upVerb(): Command {
  const command = verb('up', {
    zh: '启动 Fabric 网络；首次启动时建立，中断后再次运行即可继续',
    en: 'bring the network up; the first time make it, after an interruption go on',
  })
    .option(
      '--definition <name>',
      inLanguage({
        zh: '网络定义：district、minimal 或文件（默认 district，或环境变量 ONEDOOR_NETWORK）',
        en: 'definition: district, minimal or a file (default district, or ONEDOOR_NETWORK)',
      }),
    )
    .option(
      '--first-port <port>',
      inLanguage({
        zh: '新网络的首个端口（默认 17000，依次使用）',
        en: 'first port of a new network (default 17000, then one after the other)',
      }),
      whole(1024, 65_000),
    );
  return withJson(command).action(up);
}

async function up({ definition, firstPort, json }: UpVerbOptions): Promise<void> {
  const { NativeNetwork } = await import('../../../network/native/native-network.js');
  const { loadDefinition } = await import('../../../network/definitions/load-definition.js');
  const { keptDefinition } = await import('../../../network/native/plan/network-state.js');
  const { onedoorNetwork } = await import('../../network/onedoor-network.js');
  const { onNetwork } = await import('../../network/network-failure-of.js');
  const { network, networkFolder } = localConfig();
  const began = Date.now();
  const steps: Progress[] = [];
  const named = definition ?? network;
  await onNetwork(() =>
    NativeNetwork.up({
      ...onedoorNetwork((named === undefined ? keptDefinition(networkFolder) : undefined) ?? loadDefinition(named)),
      directory: networkFolder,
      supervised: true,
      signal: stopOnSignal().signal,
      ...(firstPort === undefined ? {} : { ports: firstPort }),
      onProgress: (progress) => {
        steps.push(progress);
        show(progress);
      },
    }),
  );
  const seconds = (Date.now() - began) / 1000;
  if (json === true) printJson({ folder: networkFolder, seconds, steps });
  else printResult(inLanguage(told(networkFolder, seconds)));
}

function show({ title, seconds }: Progress): void {
  const time = seconds.toFixed(1).padStart(6);
  tell({ zh: `${time} 秒  ${title.zh}`, en: `${time} s  ${title.en}` });
}

function told(folder: string, seconds: number) {
  const time = seconds.toFixed(1);
  return {
    zh: `网络已启动，共 ${time} 秒，目录 ${folder}\n状态：npm run network -- status    停止：npm run network -- down`,
    en: `The network is up after ${time} s, in ${folder}\nstatus: npm run network -- status    stop: npm run network -- down`,
  };
}
