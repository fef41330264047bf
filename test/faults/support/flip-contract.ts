// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'fabric-contract-api';
import { Contract } from 'fabric-contract-api';

const COLLECTION = '_implicit_org_AMSP';

interface Rows {
  [Symbol.asyncIterator](): AsyncIterator<{ key?: string; value: Uint8Array; isDelete?: boolean }>;
}

/** Writes keys in public and in private, and tells everything it ever wrote. */
export class FlipContract extends Contract {
  constructor() {
    super('flips');
  }

  async Put(context: Context, key: string, value: string): Promise<void> {
    await context.stub.getState(key);
    await context.stub.putState(key, Buffer.from(value));
  }

  async PutPrivate(context: Context, key: string): Promise<void> {
    await context.stub.putPrivateData(COLLECTION, key, context.stub.getTransient().get('value') ?? Buffer.alloc(0));
  }

  async PurgePrivate(context: Context, key: string): Promise<void> {
    await context.stub.purgePrivateData(COLLECTION, key);
  }

  /** State, private values and history but of large values, as text. */
  async Everything(context: Context): Promise<string> {
    const state = await read(context.stub.getStateByRange('', ''));
    const values = await read(context.stub.getPrivateDataByRange(COLLECTION, '', ''));
    const histories = [];
    for (const [key = ''] of state.filter(([each]) => each !== 'large'))
      histories.push(await read(context.stub.getHistoryForKey(key)));
    return JSON.stringify({ state, values, histories });
  }
}

async function read(rows: unknown): Promise<string[][]> {
  const found = [];
  for await (const { key = '', value, isDelete = false } of rows as Rows) {
    found.push([key, Buffer.from(value).toString(), String(isDelete)]);
  }
  return found;
}
