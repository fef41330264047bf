// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT_MS = 30_000;
/** Everything that needs them is in this folder, and skips itself where they are not found. */
const FABRIC_TESTS = join('test', 'fabric');
const FABRIC_REMEDY = 'npm run network -- install, then npm run test:fabric';

/**
 * Runs every built test in this process and prints `N passed, N failed, N skipped` as the last line; before it, how many
 * were skipped for want of Fabric's programs, if any.
 * `filter` picks files by a part of their path; where no path holds it, tests by a part of their title.
 * Answers the exit code: 1 for any failure, and when nothing ran.
 */
export async function runTests(root, [filter = '']) {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ reporter: 'spec', timeout: TIMEOUT_MS, slow: 2_000, retries: 0, forbidOnly: true });
  const all = (await testFiles(root)).sort();
  const chosen = all.filter((file) => file.includes(filter));
  if (chosen.length === 0) mocha.fgrep(filter);
  for (const file of chosen.length === 0 ? all : chosen) mocha.addFile(join(root, 'dist', file));
  const home = await mkdtemp(join(tmpdir(), 'onedoor-home-'));
  // A test that forgets its own folder must not find the user's.
  process.env.ONEDOOR_HOME = home;
  await mocha.loadFilesAsync();
  const { stats, withoutFabric } = await run(mocha);
  await rm(home, { recursive: true, force: true });
  const failed = stats.failures;
  if (withoutFabric > 0)
    await print(`${withoutFabric} of the skipped tests need Fabric's programs: ${FABRIC_REMEDY}\n`);
  await print(`${stats.passes} passed, ${failed} failed, ${stats.pending} skipped\n`);
  // Whatever a test left open must not keep the run from ending.
  setTimeout(() => process.exit(), 2_000).unref();
  return failed > 0 || stats.passes + failed === 0 ? 1 : 0;
}

function run(mocha) {
  return new Promise((resolve) => {
    let withoutFabric = 0;
    const runner = mocha.run(() => resolve({ stats: runner.stats, withoutFabric }));
    runner.on('pending', ({ file = '' }) => {
      if (file.includes(join('dist', FABRIC_TESTS))) withoutFabric += 1;
    });
  });
}

/** Built tests whose source is still there. */
async function testFiles(root, folder = 'test') {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testFiles(root, path);
      return path.endsWith('.test.ts') ? [path.replace(/\.ts$/u, '.js')] : [];
    }),
  );
  return found.flat().filter((file) => existsSync(join(root, 'dist', file)));
}

function print(text) {
  return new Promise((resolve) => process.stdout.write(text, resolve));
}
