// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Gate {
  /** Resolves when chaincode stands before the gate. */
  readonly reached: Promise<void>;
  open(): void;
}

interface Hinge {
  readonly arrive: () => void;
  readonly opened: Promise<void>;
}

/** Where chaincode in a process of its own finds its gates. */
export const GATES_FOLDER = 'TEST_GATES_FOLDER';
const POLL_MS = 10;
const LONGEST_MS = 20_000;

const hinges = new Map<string, Hinge>();

/** Makes a gate at which the step `passGate` waits, so that a test can act in the middle of a simulation. */
export function makeGate(name: string): Gate {
  let arrive = (): void => undefined;
  let open = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  hinges.set(name, { arrive, opened });
  return { reached, open };
}

/** The same for chaincode in another process, which was started with this folder as {@link GATES_FOLDER}. */
export function makeFileGate(folder: string, name: string): Gate {
  mkdirSync(folder, { recursive: true });
  return {
    reached: untilThere(join(folder, `${name}.reached`)),
    open: () => {
      writeFileSync(join(folder, `${name}.open`), '');
    },
  };
}

/** Called by chaincode. */
export async function passGate(name: string): Promise<void> {
  const hinge = hinges.get(name);
  if (hinge !== undefined) {
    hinge.arrive();
    return hinge.opened;
  }
  const folder = process.env[GATES_FOLDER];
  if (folder === undefined) throw new Error(`no gate ${name}`);
  writeFileSync(join(folder, `${name}.reached`), '');
  await untilThere(join(folder, `${name}.open`));
}

async function untilThere(file: string): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  while (!existsSync(file)) {
    if (Date.now() > until) throw new Error(`${file} did not come about in time`);
    await pause(POLL_MS);
  }
}
