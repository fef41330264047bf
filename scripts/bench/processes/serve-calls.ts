// SPDX-License-Identifier: Apache-2.0

/** What a parent asks over the channel, and what comes back. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}
export type Returned =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly ready: true };

export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

/**
 * Answers the calls of the process that started this one. It ends when that one is gone, and leaves it to that one
 * what to do about Ctrl-C, which a terminal sends to both.
 */
export function serveCalls(handlers: Handlers, onGone: () => Promise<void> = () => Promise.resolve()): void {
  process.on('SIGINT', () => undefined);
  process.once('disconnect', () => {
    void onGone().finally(() => process.exit());
  });
  process.on('message', (call: Call) => {
    void answer(handlers, call);
  });
  send({ ready: true });
}

async function answer(handlers: Handlers, { id, name, argument }: Call): Promise<void> {
  try {
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`there is no call ${name}`);
    send({ id, value: await handler(argument as never) });
  } catch (error) {
    send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function send(message: Returned): void {
  if (process.connected) process.send?.(message);
}
