// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';

const stampOf = (root) => join(root, 'node_modules', '.onedoor-stamp');

/** Whether node_modules holds what the lock asks for: by our stamp, else by npm's own record of what it installed. */
export async function isInstalled(root) {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
  const wanted = stampText(lock);
  if ((await readOr(stampOf(root), '')) === wanted) return true;
  const record = await readOr(join(root, 'node_modules', '.package-lock.json'), undefined);
  if (record === undefined || !holdsAll(JSON.parse(record).packages, JSON.parse(lock).packages)) return false;
  await writeFile(stampOf(root), wanted);
  return true;
}

/** `npm ci`; scripts of dependencies are not run, none of them is needed. */
export async function install(root, tell) {
  tell({
    zh: '正在安装依赖（仅首次，约 15 秒至 1 分钟）……',
    en: 'Installing dependencies (once; 15 seconds to a minute)…',
  });
  const started = Date.now();
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  if (/npm-cli\.[cm]?js$/u.test(npm)) await runChild('npm ci', process.execPath, [npm, ...args], { cwd: root });
  else await runChild('npm ci', 'npm', args, { cwd: root, shell: process.platform === 'win32' });
  await writeFile(stampOf(root), stampText(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const seconds = Math.round((Date.now() - started) / 1000);
  tell({ zh: `依赖已安装（${seconds} 秒）。`, en: `Dependencies installed in ${seconds} s.` });
}

function stampText(lock) {
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** Optional packages (binaries of other platforms) may be absent. */
function holdsAll(installed, wanted) {
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === '' || link === true) return true;
    const found = installed[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

async function readOr(path, otherwise) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  }
}
