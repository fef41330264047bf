// SPDX-License-Identifier: Apache-2.0

interface Gate {
  /** Resolves when chaincode stands before the gate. */
  readonly reached: Promise<void>;
  open(): void;
}

interface Hinge {
  readonly arrive: () => void;
  readonly opened: Promise<void>;
}

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

/** Called by chaincode. */
export async function passGate(name: string): Promise<void> {
  const hinge = hinges.get(name);
  if (hinge === undefined) throw new Error(`no gate ${name}`);
  hinge.arrive();
  await hinge.opened;
}
