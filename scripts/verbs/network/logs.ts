// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { inLanguage } from '../../language.js';
import { stopOnSignal } from '../../local/stop-on-signal.js';
import { verb } from '../verb.js';
import { whole } from '../whole.js';

const LINES = 100;
const MOST_LINES = 100_000;

interface LogsOptions {
  readonly follow?: true;
  readonly lines: number;
}

/** `onedoor network logs <node>`: the end of its log, and with `-f` what comes. */
export function logsVerb(): Command {
  return verb('logs', { zh: '查看节点日志', en: 'the log of a node' })
    .argument('<node>', inLanguage({ zh: '节点名，见 status', en: 'its name, as status shows it' }))
    .option('-f, --follow', inLanguage({ zh: '持续输出', en: 'go on with what comes' }))
    .option(
      '-n, --lines <count>',
      inLanguage({ zh: '行数（默认 100）', en: 'how many lines (default 100)' }),
      whole(1, MOST_LINES),
      LINES,
    )
    .action(logs);
}

async function logs(name: string, { follow, lines }: LogsOptions): Promise<void> {
  const { withNetwork } = await import('../../network/open-network.js');
  const { followLog, lastLines } = await import('../../../network/native/processes/log-file.js');
  const { log } = await withNetwork((network) => Promise.resolve(network.node(name)));
  for (const line of lastLines(log, lines)) process.stdout.write(`${line}\n`);
  if (follow !== true) return;
  for await (const text of followLog(log, stopOnSignal().signal)) process.stdout.write(text);
}
