// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';

export interface ChildOptions {
  readonly signal: AbortSignal;
  /** stdout of this process is for data. */
  readonly stdout: 'stderr';
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const NOT_FOUND = 127;
const ABORTED = 130;

/** Runs a program to its end; its exit code, 127 where there is no such program, 130 when it was told to stop. */
export function runChild(
  program: string,
  args: readonly string[],
  { signal, cwd, environment = {} }: ChildOptions,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...environment },
      signal,
      killSignal: 'SIGINT',
      ...(cwd === undefined ? {} : { cwd }),
    });
    child.on('error', () => {
      if (child.pid === undefined) resolve(NOT_FOUND);
    });
    child.on('close', (code) => {
      resolve(signal.aborted ? ABORTED : (code ?? ABORTED));
    });
  });
}
