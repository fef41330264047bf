// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../scripts/cli.js', import.meta.url));
const ENTRY = `import(process.argv[1]).then(({ runCommandLine }) => runCommandLine(process.argv.slice(2)))`;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that runs in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
}

export interface RunOptions {
  readonly home: string;
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `onedoor …` as built, in English, with its own home. */
export function startOnedoor(args: readonly string[], { home, input, environment = {} }: RunOptions): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', '-e', ENTRY, CLI, ...args], {
    env: {
      ...process.env,
      LC_ALL: 'en_US.UTF-8',
      ONEDOOR_HOME: home,
      CORE_CHAINCODE_LOGGING_LEVEL: 'critical',
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined); // it may end without reading
  child.stdin.end(input ?? '');
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}

export function runOnedoor(args: readonly string[], options: RunOptions): Promise<Ended> {
  return startOnedoor(args, options).ended;
}
