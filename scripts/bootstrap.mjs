// SPDX-License-Identifier: Apache-2.0
// Works on a fresh clone with nothing installed: Node's own modules only.
import { ChildFailed } from './run-child.mjs';
import { START_HELP } from './start-help.mjs';
import { inLanguage, prepare, root } from './prepare.mjs';

// A Fabric library writes to stdout as soon as it is loaded, and stdout is for data.
process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'critical';
process.setSourceMapsEnabled(true);

const USAGE = `usage: node scripts/bootstrap.mjs start [options] | build | test [filter] | campaign <name> [options] | run <verb> [options]
  test chaincode/wire   the tests of files whose path holds this; where none does, those whose title holds it
`;
const [action = '', ...rest] = process.argv.slice(2);

const ACTIONS = {
  build: () => prepare('all'),
  test: async () => {
    await prepare('all');
    const { runTests } = await import('./run-tests.mjs');
    process.exitCode = await runTests(root, rest);
  },
  campaign: async () => {
    await prepare('all');
    const { runCampaign } = await import('./campaigns.mjs');
    process.exitCode = await runCampaign(root, rest);
  },
  start: () => handOver(['start', ...rest]),
  run: () => handOver(rest),
};

/** The program takes over this very process, so signals and exit codes need no forwarding. */
async function handOver(args) {
  await prepare('program');
  const { runCommandLine } = await import('../dist/scripts/cli.js');
  await runCommandLine(args);
}

const chosen = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
if ((action === 'build' || action === 'test') && rest[0] === '--help') {
  process.stdout.write(USAGE);
} else if (action === 'start' && rest.some((option) => option === '--help' || option === '-h')) {
  process.stdout.write(inLanguage(START_HELP));
} else if (chosen === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    await chosen();
  } catch (error) {
    if (!(error instanceof ChildFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
