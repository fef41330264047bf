// SPDX-License-Identifier: Apache-2.0
import { Option } from 'commander';
import type { Command } from 'commander';
import { inLanguage } from '../language.js';
import { localConfig } from '../local/local-home.js';
import { verb } from './verb.js';
import { whole } from './whole.js';

interface StartOptions {
  readonly port?: number;
  readonly persons?: number;
  readonly seed?: number;
  readonly reset?: true;
  readonly demo: boolean;
  readonly ledger?: 'embedded' | 'fabric';
}

const MOST_PERSONS = 100_000;

/** `onedoor start`, which is `npm start`. */
export function startVerb(): Command {
  return verb('start', { zh: '启动；首次启动时创建演示区', en: 'serve; the first time make the demo district' })
    .option(
      '--port <port>',
      inLanguage({ zh: '端口（默认 8080；被占用则用下一个）', en: 'port (default 8080; the next free one if taken)' }),
      whole(0, 65_535),
    )
    .option(
      '--persons <count>',
      inLanguage({ zh: '演示区人数（默认 1000）', en: 'persons of a new demo (default 1000)' }),
      whole(1, MOST_PERSONS),
    )
    .option(
      '--seed <number>',
      inLanguage({ zh: '演示区随机种子（默认 1）', en: 'seed of a new demo (default 1)' }),
      whole(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--reset', inLanguage({ zh: '清空后重建', en: 'empty the home and begin again' }))
    .option('--no-demo', inLanguage({ zh: '不创建演示区', en: 'make no demo district' }))
    .addOption(
      new Option(
        '--ledger <kind>',
        inLanguage({
          zh: '账本（默认：此状态目录所属的账本；新目录为 embedded）',
          en: "ledger (default: the home's own; of a new home embedded)",
        }),
      ).choices(['embedded', 'fabric']),
    )
    .action(start);
}

async function start({ port, ledger, reset, ...options }: StartOptions): Promise<void> {
  const config = localConfig({
    // A person watches; whoever runs it as a service sets the level.
    ONEDOOR_LOG_LEVEL: process.env.ONEDOOR_LOG_LEVEL ?? 'warn',
    ...(ledger === undefined ? {} : { ONEDOOR_LEDGER: ledger }),
    ...(port === undefined ? {} : { ONEDOOR_PORT: String(port) }),
  });
  // Only here, because the whole gateway comes with it.
  const { serve } = await import('../start/serve.js');
  process.exitCode = await serve({ ...options, config, reset: reset === true });
}
