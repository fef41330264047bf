// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './run-child.js';

/** The version that the campaign was written for; another may check other things. */
export const SCHEMATHESIS = 'schemathesis==4.32.5';

/** There is no usable Python, or PyPI cannot be reached. The message names the remedy. */
export class NoPython extends Error {
  override readonly name = 'NoPython';
}

/** A Python environment with schemathesis in a folder; the program's path. @throws {NoPython} */
export async function schemathesisIn(folder: string, signal: AbortSignal): Promise<string> {
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  const quiet = { signal, stdout: 'stderr' } as const;
  const venv = await runChild('python3', ['-m', 'venv', folder], quiet);
  if (venv !== 0)
    throw new NoPython('Python 3.10 or later with its venv module is needed: install python3 and python3-venv.');
  process.stderr.write(`installing ${SCHEMATHESIS} from PyPI …\n`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', SCHEMATHESIS];
  const installed = await runChild(join(folder, 'bin', 'python'), pip, quiet);
  if (installed !== 0 || !existsSync(program)) {
    throw new NoPython(
      `${SCHEMATHESIS} could not be installed: it needs Python 3.10 or later and a way to PyPI (pip config).`,
    );
  }
  return program;
}
