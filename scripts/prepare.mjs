// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './prepare-build.mjs';
import { install, isInstalled } from './prepare-install.mjs';
import { withLock } from './lock-file.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Makes sure that dependencies are installed and sources are built; both checks cost some milliseconds when
 * nothing changed. `scope` is `program` (what runs) or `all` (tests too). An installed package, which has no
 * sources, needs nothing.
 */
export async function prepare(scope, tell = tellOnStderr) {
  if (!existsSync(join(root, 'tsconfig.json'))) return;
  if ((await isInstalled(root)) && (await isBuilt(root, scope))) return;
  await mkdir(join(root, 'dist'), { recursive: true });
  await withLock(
    join(root, 'dist', '.prepare.lock'),
    async () => {
      if (!(await isInstalled(root))) await install(root, tell);
      if (!(await isBuilt(root, scope))) await build(root, scope, tell);
    },
    () =>
      tell({
        zh: '另一个进程正在安装或构建，等待其完成……',
        en: 'Another process is installing or building; waiting for it…',
      }),
  );
}

const chinese = /^zh/iu.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

export function inLanguage({ zh, en }) {
  return chinese ? zh : en;
}

function tellOnStderr(message) {
  process.stderr.write(`${inLanguage(message)}\n`);
}
