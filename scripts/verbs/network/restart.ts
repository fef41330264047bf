// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { inLanguage } from '../../language.js';
import { printResult } from '../../output.js';
import { verb } from '../verb.js';

/** `onedoor network restart <node>`: stops it, if it runs, and starts it. */
export function restartVerb(): Command {
  return verb('restart', { zh: '重启一个节点', en: 'stop a node, if it runs, and start it' })
    .argument('<node>', inLanguage({ zh: '节点名，见 status', en: 'its name, as status shows it' }))
    .action(restart);
}

async function restart(name: string): Promise<void> {
  const { withNetwork } = await import('../../network/open-network.js');
  const pid = await withNetwork(async (network) => {
    const node = network.node(name);
    await node.restart();
    return node.pid;
  });
  printResult(inLanguage({ zh: `${name} 已启动（进程 ${pid ?? '?'}）`, en: `${name} runs (process ${pid ?? '?'})` }));
}
