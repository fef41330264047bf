// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { runChild } from './run-child.mjs';

const LAYERS = {
  program: ['chaincode', 'network', 'gateway', 'scripts'],
  all: ['chaincode', 'network', 'gateway', 'scripts', 'test'],
};
const stampOf = (root, scope) => join(root, 'dist', `.built-${scope}`);

/** Whether dist was built from exactly the sources that are there, by their paths, sizes and times. */
export async function isBuilt(root, scope) {
  const sources = await listSources(root, scope);
  const stamp = await readFile(stampOf(root, scope), 'utf8').catch(() => '');
  return stamp === stampText(sources) && missingOutputs(root, sources).length === 0;
}

/** `tsc -b`, and outputs whose source is gone are removed, so that nothing runs that no longer exists. */
export async function build(root, scope, tell) {
  tell({ zh: '正在构建……', en: 'Building…' });
  const started = Date.now();
  const sources = await listSources(root, scope);
  await compile(root, scope, []);
  // Somebody deleted outputs that the compiler believes to be there.
  if (missingOutputs(root, sources).length > 0) await compile(root, scope, ['--force']);
  await removeOrphans(root, join(root, 'dist'));
  // The listing from before the build: what changed meanwhile is built next time.
  await writeFile(stampOf(root, scope), stampText(sources));
  if (scope === 'all')
    await writeFile(stampOf(root, 'program'), stampText(sources.filter(({ path }) => !path.startsWith('test/'))));
  const seconds = Math.round((Date.now() - started) / 1000);
  tell({ zh: `构建完成（${seconds} 秒）。`, en: `Built in ${seconds} s.` });
}

async function compile(root, scope, options) {
  const projects = scope === 'all' ? ['.'] : ['scripts', 'chaincode/fabric', 'network/embedded'];
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await runChild('tsc', process.execPath, [compiler, '-b', ...projects, ...options], { cwd: root });
}

async function listSources(root, scope) {
  const found = await Promise.all(LAYERS[scope].map((layer) => walk(join(root, layer), root)));
  const files = found
    .flat()
    .concat(await describe(join(root, 'tsconfig.json'), root), await describe(join(root, 'package-lock.json'), root));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function walk(folder, root) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path, root);
      return entry.name.endsWith('.ts') || entry.name === 'tsconfig.json' ? describe(path, root) : [];
    }),
  );
  return found.flat();
}

async function describe(path, root) {
  const { size, mtimeMs } = await stat(path);
  return [{ path: relative(root, path).split(sep).join('/'), size, mtimeMs }];
}

function stampText(sources) {
  const hash = createHash('sha256');
  for (const { path, size, mtimeMs } of sources) hash.update(`${path} ${size} ${mtimeMs}\n`);
  return `${hash.digest('hex')}\n`;
}

function missingOutputs(root, sources) {
  return sources.filter(
    ({ path }) =>
      path.endsWith('.ts') && !path.endsWith('.d.ts') && !existsSync(join(root, 'dist', path.replace(/\.ts$/u, '.js'))),
  );
}

async function removeOrphans(root, folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeOrphans(root, path);
    else if (/\.(?:js|d\.ts)(?:\.map)?$/u.test(entry.name)) {
      const source = relative(join(root, 'dist'), path).replace(/\.(?:js|d\.ts)(?:\.map)?$/u, '.ts');
      if (!existsSync(join(root, source))) await rm(path, { force: true });
    }
  }
}
