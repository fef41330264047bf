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
  async WhoAmI(ctx: Context): Promise<string> {
    return `${ctx.stub.getMspID()} ${ctx.clientIdentity.getMSPID()} ${ctx.stub.getTransient().get('t')?.toString() ?? ''}`;
  }

  @Transaction()
  async Events(ctx: Context): Promise<void> {
    ctx.stub.setEvent('first', Buffer.from('1'));
    ctx.stub.setEvent('second', Buffer.from('2'));
  }
}

interface Row {
  readonly key: string;
  readonly value: Uint8Array;
}

/** Reads at most `limit` rows of what a query method gives. */
async function rows(iterator: { next(): Promise<{ done?: boolean; value?: Row }> }, limit: number): Promise<unknown[]> {
  const found: unknown[] = [];
  while (found.length < limit) {
    const { done, value } = await iterator.next();
    if (done === true || value === undefined) break;
    found.push(value.key ?? value);
  }
  return found;
}

async function step(ctx: Context, method: string, args: unknown[]): Promise<unknown> {
  const stub = ctx.stub as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const call = stub[method];
  if (call === undefined) throw new Error(`no stub method ${method}`);
  if (method === 'getStateByRange') return rows((await call.call(stub, args[0], args[1])) as never, Number(args[2] ?? 1e9));
  if (method === 'getStateByRangeWithPagination') {
    const { iterator, metadata } = (await call.apply(stub, args)) as { iterator: never; metadata: unknown };
    return { rows: await rows(iterator, 1e9), metadata };
  }
  if (method === 'getPrivateDataByRange') {
    const { iterator } = (await call.apply(stub, args)) as { iterator: never };
    return rows(iterator, 1e9);
  }
  if (method === 'getHistoryForKey') {
    const entries = (await rows((await call.apply(stub, args)) as never, 1e9)) as {
      txId: string;
      value: Buffer;
      isDelete: boolean;
      timestamp: unknown;
    }[];
    return entries.map(({ value, isDelete, timestamp }) => ({ value: value.toString(), isDelete, timestamp }));
  }
  if (method.endsWith('ValidationParameter') && method.startsWith('set')) {
    args[args.length - 1] = Buffer.from(String(args.at(-1)), 'base64');
  }
  const outcome = await call.apply(stub, args);
  if (method === 'getPrivateDataHash') return (outcome as Buffer).toString('hex');
  if (method.endsWith('ValidationParameter')) return outcome === undefined ? null : Buffer.from(outcome as Uint8Array).toString('base64');
  return outcome instanceof Uint8Array ? Buffer.from(outcome).toString() : outcome;
}
