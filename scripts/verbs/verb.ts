// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';

/** A verb with its one-line description, before its options. */
export function verb(name: string, description: Bilingual): Command {
  return new Command(name).description(inLanguage(description));
}

/** Options of every verb that talks to a gateway. */
export function withConnection(command: Command): Command {
  return command
    .option(
      '--url <url>',
      inLanguage({ zh: '网关地址（默认：本机正在运行的网关）', en: 'gateway (default: the one that runs here)' }),
    )
    .option(
      '--token-file <file>',
      inLanguage({ zh: '令牌文件（默认：签发演示令牌）', en: 'file with a bearer token (default: a demo token)' }),
    );
}

export function withJson(command: Command): Command {
  return command.option('--json', inLanguage({ zh: '以 JSON 输出结果', en: 'print the result as JSON' }));
}
