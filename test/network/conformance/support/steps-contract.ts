// SPDX-License-Identifier: Apache-2.0
import '../../peer/quiet-shim.js';
import fabric, { Context, Contract } from 'fabric-contract-api';
import { passGate } from './gates.js';

const { Transaction } = fabric;

/** A call of a stub method: its name, then its arguments. */
export type Step = readonly [method: string, ...args: unknown[]];

/** An argument that JSON has no word for. */
export const NO_VALUE = { is: 'undefined' } as const;

/** Bytes as an argument; a plain text is handed to the stub as a text. */
export const bytes = (value: string | Uint8Array): { base64: string } => ({
  base64: Buffer.from(value).toString('base64'),
});

/** Runs stub calls that a test names and answers, as JSON, what they gave. */
export class StepsContract extends Contract {
  constructor() {
    super('steps');
  }

  /** The first call that is refused fails the transaction. */
  @Transaction()
  async Run(ctx: Context, steps: string): Promise<string> {
    const outcomes: unknown[] = [];
    for (const step of JSON.parse(steps) as Step[]) outcomes.push((await runStep(ctx, step)) ?? null);
    return JSON.stringify(outcomes);
  }

  /** A refused call answers its message, and the transaction goes on. */
  @Transaction()
  async Try(ctx: Context, steps: string): Promise<string> {
    const outcomes: unknown[] = [];
    for (const step of JSON.parse(steps) as Step[]) {
      try {
        outcomes.push((await runStep(ctx, step)) ?? null);
      } catch (error) {
        outcomes.push((error as Error).message);
      }
    }
    return JSON.stringify(outcomes);
  }

  /** Puts `count` keys: the prefix and five digits. */
  @Transaction()
  async Fill(ctx: Context, prefix: string, count: string): Promise<string> {
    for (let index = 0; index < Number(count); index += 1) {
      await ctx.stub.putState(`${prefix}${String(index).padStart(5, '0')}`, Buffer.from(`v${index}`));
    }
    return '[]';
  }
}

type StubMethod = (...args: unknown[]) => Promise<unknown>;
type Methods = Record<string, StubMethod | undefined>;

interface Rows<Row> {
  next(): Promise<{ done?: boolean; value?: Row }>;
  close(): Promise<void>;
}

interface Modified {
  readonly txId: string;
  readonly value: Uint8Array;
  readonly isDelete: boolean;
  readonly timestamp: unknown;
}

const text = (value: Uint8Array): string => Buffer.from(value).toString();

/** Reads at most `limit` rows. Given a `close`, asks for one row more after closing. */
async function rows<Row>(source: unknown, limit: unknown, close?: unknown): Promise<Row[]> {
  const iterator = source as Rows<Row>;
  const most = typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  const found: Row[] = [];
  while (found.length < most) {
    const { done, value } = await iterator.next();
    if (done === true || value === undefined) return found;
    found.push(value);
  }
  if (close !== undefined) {
    await iterator.close();
    await iterator.next();
  }
  return found;
}

async function keys(source: unknown, limit?: unknown, close?: unknown): Promise<string[]> {
  return (await rows<{ key: string }>(source, limit, close)).map(({ key }) => key);
}

async function parameter(call: StubMethod, args: unknown[]): Promise<string> {
  const value = (await call(...args)) as Uint8Array | undefined;
  return value === undefined ? '' : Buffer.from(value).toString('base64');
}

type Present = (call: StubMethod, args: unknown[]) => Promise<unknown>;

/** How what a method gives becomes JSON, where it is no value of a key. */
const PRESENT: Readonly<Record<string, Present>> = {
  /** A third argument limits how many rows are read, a fourth has the iterator closed and asked once more. */
  getStateByRange: async (call, [start, end, limit, close]) => keys(await call(start, end), limit, close),
  getStateByPartialCompositeKey: async (call, args) => keys(await call(...args)),
  getStateByRangeWithPagination: async (call, args) => {
    const { iterator, metadata } = (await call(...args)) as {
      iterator: unknown;
      metadata: unknown;
    };
    return { keys: await keys(iterator), metadata };
  },
  getQueryResultWithPagination: async (call, args) => keys(((await call(...args)) as { iterator: unknown }).iterator),
  getPrivateDataByRange: async (call, args) => keys(((await call(...args)) as { iterator: unknown }).iterator),
  getHistoryForKey: async (call, args) =>
    (await rows<Modified>(await call(...args), undefined)).map(({ txId, value, isDelete, timestamp }) => ({
      txId,
      value: text(value),
      isDelete,
      timestamp,
    })),
  handleGetStateByRange: async (call, args) => keys(((await call(...args)) as { iterator: unknown }).iterator),
  getPrivateDataHash: async (call, args) => Buffer.from((await call(...args)) as Uint8Array).toString('hex'),
  getStateValidationParameter: parameter,
  getPrivateDataValidationParameter: parameter,
};

/** `kindOf` before a step answers class and length of what the step gives. */
async function kindOf(ctx: Context, [method, ...args]: Step): Promise<string> {
  const value = await stubMethod(ctx, method)(...args.map(decode));
  if (Buffer.isBuffer(value)) return `Buffer of ${value.length}`;
  return value === null ? 'null' : typeof value;
}

/** Writes a transient value under a private key, so that it is in no argument. */
async function putTransient(ctx: Context, [collection, key, name]: [string, string, string]): Promise<void> {
  await ctx.stub.putPrivateData(collection, key, ctx.stub.getTransient().get(name) ?? Buffer.alloc(0));
}

/** Makes calls without waiting for one before the next, and answers how each ended. */
async function atOnce(ctx: Context, steps: readonly Step[]): Promise<string[]> {
  const ended = await Promise.allSettled(steps.map((step) => runStep(ctx, step)));
  return ended.map(({ status }) => status);
}

type OwnStep = (ctx: Context, given: readonly unknown[]) => Promise<unknown>;

/** Steps that are no method of the stub. */
const OWN_STEPS: Readonly<Record<string, OwnStep>> = {
  kindOf: (ctx, given) => kindOf(ctx, given as unknown as Step),
  passGate: (_ctx, [name]) => passGate(String(name)),
  pause: (_ctx, [milliseconds]) => new Promise((resolve) => setTimeout(resolve, Number(milliseconds))),
  putTransient: (ctx, given) => putTransient(ctx, given as [string, string, string]),
  atOnce: (ctx, given) => atOnce(ctx, given as Step[]),
};

async function runStep(ctx: Context, [method, ...given]: Step): Promise<unknown> {
  const own = OWN_STEPS[method];
  if (own !== undefined) return own(ctx, given);
  const call = stubMethod(ctx, method);
  const args = withTransaction(ctx, method, given.map(decode));
  const present = PRESENT[method];
  if (present !== undefined) return present(call, args);
  const outcome = await call(...args);
  return outcome instanceof Uint8Array ? text(outcome) : outcome;
}

/** What the stub adds to its own arguments when it asks its handler, and where. */
const OWN_ARGUMENTS: Readonly<Record<string, number>> = { handlePurgeState: 2, handleGetStateByRange: 3 };

function withTransaction({ stub }: Context, method: string, args: readonly unknown[]): unknown[] {
  const own = OWN_ARGUMENTS[method];
  if (own === undefined) return [...args];
  return [...args.slice(0, own), stub.getChannelID(), stub.getTxID(), ...args.slice(own)];
}

function stubMethod(ctx: Context, method: string): StubMethod {
  const stub = ctx.stub as unknown as Methods & { handler: Methods };
  // What the stub hands to its handler goes to the peer as it is: the way past the stub's own checks.
  const owner = method.startsWith('handle') ? stub.handler : stub;
  const call = owner[method];
  if (call === undefined) throw new Error(`no stub method ${method}`);
  return call.bind(owner);
}

function decode(arg: unknown): unknown {
  if (typeof arg !== 'object' || arg === null || Array.isArray(arg)) return arg;
  if ('base64' in arg) return Buffer.from(String(arg.base64), 'base64');
  return 'is' in arg ? undefined : arg;
}
