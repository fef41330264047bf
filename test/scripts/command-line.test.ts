// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { counted } from '../../scripts/counted.js';
import { packageRoot } from '../../scripts/package-root.js';
import { runOnedoor } from './support/run-onedoor.js';
import { temporaryFolder } from './support/temporary-folder.js';

const CHINESE = { LC_ALL: 'zh_CN.UTF-8' };
const ENGLISH = { LC_ALL: 'en_US.UTF-8' };

describe('the command line', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const onedoor = (environment: Readonly<Record<string, string>>, ...args: string[]) =>
    runOnedoor(args, { home: join(folder.path, 'none'), environment });

  for (const [args, chinese] of [
    [['start', '--prot', '1'], '错误：没有选项 --prot\n（是否想输入 --port？）'],
    [['start', '--port', 'x'], '错误：选项 --port <port> 的值 x 无效。应为 0 至 65535 的整数'],
    [['import', 'revert', '--department', 'a'], '错误：缺少必需的选项 --legal-act <text>'],
    [['import', 'revert', '--department', 'a', '--legal-act', 'b'], '错误：缺少参数 <importId>'],
    [['backup', 'a', 'b'], '错误：参数过多：应为 1 个，实为 2 个。'],
    [['strat'], '错误：没有命令 strat\n（是否想输入 start？）'],
  ] as const) {
    it(`says in Chinese what is wrong with onedoor ${args.join(' ')}, and what to do`, async () => {
      const { code, stderr } = await onedoor(CHINESE, ...args);
      expect([code, stderr.trim()]).to.deep.equal([2, `${chinese}\n加 --help 可查看用法与选项。`]);
    });
  }

  it('says the same in English', async () => {
    const { code, stderr } = await onedoor(ENGLISH, 'start', '--prot', '1');
    expect([code, stderr]).to.deep.equal([
      2,
      "error: unknown option '--prot'\n(Did you mean --port?)\nAdd --help to see how it is used.\n",
    ]);
  });

  it('asks for a token of a gateway that is named, where no demo was ever started', async () => {
    const url = ['--url', 'http://127.0.0.1:9'];
    const { code, stderr } = await onedoor(ENGLISH, 'import', 'list', '--department', 'civil-affairs', ...url);
    expect([code, stderr.includes('--token-file')]).to.deep.equal([69, true]);
  });

  it('shows how npm start is used before anything is installed or built', async () => {
    await cp(join(packageRoot, 'scripts'), join(folder.path, 'scripts'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    for (const environment of [CHINESE, ENGLISH]) {
      const bootstrap = join(folder.path, 'scripts', 'bootstrap.mjs');
      const env = { ...process.env, ...environment };
      const shown = spawnSync(process.execPath, [bootstrap, 'start', '--help'], { env, encoding: 'utf8' });
      const { stdout } = await onedoor(environment, 'start', '--help');
      expect([shown.status, shown.stderr, shown.stdout]).to.deep.equal([0, '', stdout]);
    }
  });

  it('counts one as one', () => {
    expect([counted(0, 'item'), counted(1, 'item'), counted(2, 'item')]).to.deep.equal([
      '0 items',
      '1 item',
      '2 items',
    ]);
  });
});
