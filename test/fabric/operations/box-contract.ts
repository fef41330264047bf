// SPDX-License-Identifier: Apache-2.0
import fabric, { Context, Contract } from 'fabric-contract-api';

const { Transaction, Returns } = fabric;

/** Things in boxes: open ones, and sealed ones in one department's own collection. */
export class BoxContract extends Contract {
  constructor() {
    super('box');
  }

  @Transaction()
  async Put(ctx: Context, key: string, value: string): Promise<void> {
    await ctx.stub.putState(key, Buffer.from(value));
  }

  @Transaction(false)
  @Returns('string')
  async Get(ctx: Context, key: string): Promise<string> {
    return Buffer.from(await ctx.stub.getState(key)).toString('utf8');
  }

  /** A department's value is written where its own peer alone endorses. */
  @Transaction()
  async Seal(ctx: Context, mspId: string, key: string, value: string): Promise<void> {
    await ctx.stub.putPrivateData(`_implicit_org_${mspId}`, key, Buffer.from(value));
  }

  @Transaction(false)
  @Returns('string')
  async Unseal(ctx: Context, mspId: string, key: string): Promise<string> {
    return Buffer.from(await ctx.stub.getPrivateData(`_implicit_org_${mspId}`, key)).toString('utf8');
  }

  /** Which build answers. */
  @Transaction(false)
  @Returns('string')
  Build(ctx: Context): Promise<string> {
    return Promise.resolve(ctx.stub.getTxID() === '' ? '' : (process.env.BOX_BUILD ?? ''));
  }
}
