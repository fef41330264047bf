// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** A program that bootstrap needs ended without success; `exitCode` is to be passed on. */
export class ChildFailed extends Error {
  constructor(command, exitCode) {
    super(`${command} ended with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Runs a program to its end. What it prints goes to stderr: stdout is for data. Signals are passed on. */
export async function runChild(name, command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 2, 2] });
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const { code, signal } = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (signal === 'SIGINT') throw new ChildFailed(name, 130);
    if (signal !== null) throw new ChildFailed(name, 143);
    if (code !== 0) throw new ChildFailed(name, code);
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
