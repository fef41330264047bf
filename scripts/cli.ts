// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError } from 'commander';
import { failureOfClient } from './client/failure-of-client.js';
import { CommandFailure } from './command-failure.js';
import { EXIT } from './exit-codes.js';
import { inLanguage } from './language.js';
import { packageVersion } from './package-root.js';
import { speaking } from './parser-language.js';
import { auditVerb } from './verbs/audit.js';
import { backupVerb } from './verbs/backup.js';
import { catalogueVerb } from './verbs/catalogue.js';
import { enrolVerb } from './verbs/enrol.js';
import { exportsVerb } from './verbs/exports.js';
import { figuresVerb } from './verbs/figures.js';
import { importVerb } from './verbs/import.js';
import { networkVerb } from './verbs/network.js';
import { pseudonymsVerb } from './verbs/pseudonyms.js';
import { readModelVerb } from './verbs/readmodel.js';
import { restoreVerb } from './verbs/restore.js';
import { rotateVerb } from './verbs/rotate.js';
import { startVerb } from './verbs/start.js';
import { statusVerb } from './verbs/status.js';
import { storyVerb } from './verbs/story.js';
import { tokenVerb } from './verbs/token.js';
import { verifyVerb } from './verbs/verify.js';

const VERBS = [
  startVerb,
  tokenVerb,
  rotateVerb,
  enrolVerb,
  pseudonymsVerb,
  importVerb,
  verifyVerb,
  catalogueVerb,
  figuresVerb,
  exportsVerb,
  readModelVerb,
  auditVerb,
  networkVerb,
  backupVerb,
  restoreVerb,
  statusVerb,
  storyVerb,
];

/** Runs one verb; its end shows in the exit code, 70 for anything unforeseen. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function program(): Command {
  const onedoor = new Command('onedoor')
    .description(inLanguage({ zh: '政务数据共享与材料免提交', en: 'Material-free government services' }))
    .version(packageVersion(), '-V, --version', inLanguage({ zh: '显示版本', en: 'the version' }))
    .enablePositionalOptions();
  for (const verb of VERBS) onedoor.addCommand(verb());
  return speaking(onedoor);
}

/** Tells what happened, unless the parser has told it already. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
  const failure = error instanceof CommandFailure ? error : failureOfClient(error);
  if (failure === undefined) {
    // Thrown on it would reach a Fabric library that swallows it, and the exit code would be 0.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.UNFORESEEN;
  }
  process.stderr.write(`${failure.message}\n`);
  return failure.exitCode;
}
