// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { EXIT } from '../../exit-codes.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';

/** `onedoor network status`: ends with 0 where all is as it should be, with 1 otherwise. */
export function networkStatusVerb(): Command {
  const command = verb('status', {
    zh: '查看进程、区块高度、主节点、链码构建、证书等；有故障时退出码为 1',
    en: 'processes, heights, leader, builds, certificates; ends with 1 where something is wrong',
  });
  return withJson(command).action(status);
}

async function status({ json }: { readonly json?: true }): Promise<void> {
  const { withNetwork } = await import('../../network/open-network.js');
  const { statusText } = await import('../../network/status-text.js');
  const found = await withNetwork((network) => network.status());
  if (json === true) printJson(found);
  else printResult(statusText(found));
  process.exitCode = found.healthy ? EXIT.OK : EXIT.FAILED_CHECK;
}
