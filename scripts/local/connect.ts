// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { Home } from '../../gateway/home.js';
import { readRunFile } from '../../gateway/run-file.js';
import type { Connection } from '../client/gateway-client.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { Bilingual } from '../language.js';
import { demoToken } from './demo-token.js';
import type { Officer } from './demo-token.js';
import { localHome } from './local-home.js';

export interface ConnectOptions {
  /** Default: the gateway that serves this home. */
  readonly url?: string;
  /** Another home than this one: the gateway that serves it, with its own demo tokens. */
  readonly home?: Home;
  /** A file with a bearer token; default: a demo token of this home. */
  readonly tokenFile?: string;
}

/** Where to ask, and as whom. @throws {CommandFailure} no gateway runs here, or no token can be had. */
export async function connect(options: ConnectOptions, officer: Officer): Promise<Connection> {
  const home = options.home ?? localHome();
  const url = checkedUrl(options.url ?? (await runningUrl(home)));
  const { tokenFile } = options;
  if (tokenFile !== undefined) return { url, token: await readToken(tokenFile) };
  return { url, token: await demoToken(officer, options.url === undefined ? undefined : NO_TOKEN, home) };
}

/** Whoever names a gateway need not have its home. */
const NO_TOKEN: Bilingual = {
  zh: '这里没有演示环境的签发密钥：请用 --token-file <文件> 给出该网关认可的令牌；若它用的是本机的状态目录，请设置 ONEDOOR_HOME。',
  en: 'There is no demo issuer here: give a token that this gateway believes with --token-file <file>; if it serves a home of this machine, set ONEDOOR_HOME.',
};

async function runningUrl({ run }: Home): Promise<string> {
  const running = await readRunFile(run);
  if (running !== undefined) return running.url;
  throw new CommandFailure(EXIT.UNAVAILABLE, {
    zh: '这里没有正在运行的网关。先运行 npm start，或用 --url 指定。',
    en: 'No gateway runs here. Run npm start first, or name one with --url.',
  });
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:/u.test(url)) return url;
  throw new CommandFailure(EXIT.USAGE, { zh: '--url 不是一个 http 地址。', en: '--url is not an http address.' });
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new CommandFailure(
      EXIT.USAGE,
      { zh: `无法读取令牌文件 ${file}。`, en: `The token file ${file} cannot be read.` },
      { cause: error },
    );
  }
}
