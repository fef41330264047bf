// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import fabric, { Context, Contract } from 'fabric-contract-api';

const { Transaction } = fabric;

/** Runs a list of stub calls that the test gives, and answers with what they gave. */
export class ProbeContract extends Contract {
  constructor() {
    super('probe');
  }

  /** `steps` is JSON: `[["putState", "k", "v"], ["getState", "k"], …]`; answers the outcomes as JSON texts. */
  @Transaction()
  async Run(ctx: Context, steps: string): Promise<string> {
    const outcomes: unknown[] = [];
    for (const [method, ...args] of JSON.parse(steps) as [string, ...unknown[]][]) {
      outcomes.push(await step(ctx, method, args));
    }
    return JSON.stringify(outcomes);
  }

  /** The same, but a refused call counts as its message and the transaction goes on. */
  @Transaction()
  async Try(ctx: Context, steps: string): Promise<string> {
    const outcomes: unknown[] = [];
    for (const [method, ...args] of JSON.parse(steps) as [string, ...unknown[]][]) {
      try {
        outcomes.push(await step(ctx, method, args));
      } catch (error) {
        outcomes.push((error as Error).message);
      }
    }
    return JSON.stringify(outcomes);
  }

  @Transaction()
  async Hang(): Promise<void> {
    await new Promise(() => undefined);
  }

  @Transaction()
  async Fill(ctx: Context, prefix: string, count: string): Promise<void> {
    for (let index = 0; index < Number(count); index += 1) {
      await ctx.stub.putState(`${prefix}${String(index).padStart(5, '0')}`, Buffer.from(`v${index}`));
    }
  }

  @Transaction()
  async Together(ctx: Context): Promise<string> {
    const outcomes = await Promise.allSettled([
      ctx.stub.getStateByRangeWithPagination('a', 'z', 5, ''),
      ctx.stub.putState('late', Buffer.from('x')),
    ]);
    return JSON.stringify(outcomes.map(({ status }) => status));
  }

  @Transaction()
  WhoAmI(ctx: Context): Promise<string> {
    const transient = Buffer.from(ctx.stub.getTransient().get('t') ?? []).toString();
    return Promise.resolve(`${ctx.stub.getMspID()} ${ctx.clientIdentity.getMSPID()} ${transient}`);
  }

  @Transaction()
  Events(ctx: Context): Promise<void> {
    ctx.stub.setEvent('first', Buffer.from('1'));
    ctx.stub.setEvent('second', Buffer.from('2'));
    return Promise.resolve();
  }
}

interface Rows<Row> {
  next(): Promise<{ done?: boolean; value?: Row }>;
}

interface Written {
  readonly key: string;
}

interface Modified {
  readonly value: Uint8Array;
  readonly isDelete: boolean;
  readonly timestamp: unknown;
}

type StubMethod = (...args: unknown[]) => Promise<unknown>;

/** Reads at most `limit` rows of what a query method gives. */
async function rows<Row>(source: unknown, limit = Number.POSITIVE_INFINITY): Promise<Row[]> {
  const iterator = source as Rows<Row>;
  const found: Row[] = [];
  while (found.length < limit) {
    const { done, value } = await iterator.next();
    if (done === true || value === undefined) break;
    found.push(value);
  }
  return found;
}

async function keys(source: unknown, limit?: number): Promise<string[]> {
  return (await rows<Written>(source, limit)).map(({ key }) => key);
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

async function parameter(call: StubMethod, args: unknown[]): Promise<unknown> {
  const bytes = (await call(...args)) as Uint8Array | undefined;
  return bytes === undefined ? null : Buffer.from(bytes).toString('base64');
}

const setParameter = (call: StubMethod, args: unknown[]): Promise<unknown> =>
  call(...args.slice(0, -1), Buffer.from(args.at(-1) as string, 'base64'));

/** How the outcomes of methods become JSON, where they are no texts. */
const OUTCOMES: Readonly<Record<string, (call: StubMethod, args: unknown[]) => Promise<unknown>>> = {
  /** A third argument limits the rows that are read. */
  getStateByRange: async (call, [start, end, limit]) => keys(await call(start, end), limit as number | undefined),
  getStateByRangeWithPagination: async (call, args) => {
    const { iterator, metadata } = (await call(...args)) as { iterator: unknown; metadata: unknown };
    return { rows: await keys(iterator), metadata };
  },
  getPrivateDataByRange: async (call, args) => keys(((await call(...args)) as { iterator: unknown }).iterator),
  getHistoryForKey: async (call, args) =>
    (await rows<Modified>(await call(...args))).map(({ value, isDelete, timestamp }) => ({
      value: text(value),
      isDelete,
      timestamp,
    })),
  getPrivateDataHash: async (call, args) => Buffer.from((await call(...args)) as Uint8Array).toString('hex'),
  getStateValidationParameter: parameter,
  getPrivateDataValidationParameter: parameter,
  setStateValidationParameter: setParameter,
  setPrivateDataValidationParameter: setParameter,
};

async function step(ctx: Context, method: string, args: unknown[]): Promise<unknown> {
  const stub = ctx.stub as unknown as Record<string, StubMethod>;
  if (stub[method] === undefined) throw new Error(`no stub method ${method}`);
  const call: StubMethod = stub[method].bind(stub);
  const present = OUTCOMES[method];
  if (present !== undefined) return present(call, args);
  const outcome = await call(...args);
  return outcome instanceof Uint8Array ? text(outcome) : outcome;
}
