// SPDX-License-Identifier: Apache-2.0
import '../peer/quiet-shim.js';
import fabric, { Context, Contract } from 'fabric-contract-api';

const { Info, Returns, Transaction } = fabric;

/** A contract for the tests of this folder. */
@Info({ title: 'LedgerContract', description: 'puts, gets and private values' })
export class LedgerContract extends Contract {
  constructor() {
    super('ledger');
  }

  @Transaction()
  @Returns('string')
  async Put(context: Context, key: string, value: string): Promise<string> {
    await context.stub.getState(key);
    await context.stub.putState(key, Buffer.from(value));
    context.stub.setEvent('put', Buffer.from(key));
    return `put ${key}`;
  }

  @Transaction(false)
  @Returns('string')
  async Get(context: Context, key: string): Promise<string> {
    return Buffer.from(await context.stub.getState(key)).toString();
  }

  @Transaction()
  async PutPrivate(context: Context, collection: string, key: string): Promise<void> {
    const value = context.stub.getTransient().get('value');
    if (value === undefined) throw new Error('no value');
    await context.stub.putPrivateData(collection, key, value);
  }

  @Transaction(false)
  @Returns('string')
  async GetPrivate(context: Context, collection: string, key: string): Promise<string> {
    return Buffer.from(await context.stub.getPrivateData(collection, key)).toString();
  }

  @Transaction()
  async PurgePrivate(context: Context, collection: string, key: string): Promise<void> {
    await context.stub.purgePrivateData(collection, key);
  }

  @Transaction(false)
  @Returns('string')
  Role(context: Context): Promise<string> {
    return Promise.resolve(String(context.clientIdentity.getAttributeValue('onedoor.role')));
  }

  /** Differs from peer to peer. */
  @Transaction()
  async PutRandom(context: Context, key: string): Promise<void> {
    await context.stub.putState(key, Buffer.from(String(Math.random())));
  }

  @Transaction()
  Refuse(_context: Context, text: string): Promise<void> {
    return Promise.reject(new Error(text));
  }
}
