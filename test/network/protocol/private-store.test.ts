// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ledger } from '@hyperledger/fabric-protos';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateStore } from '../../../network/embedded/blocks/private-store.js';

const { rwset } = ledger;

/** A private write set of one chaincode: keys by collection. */
function writeSet(collections: Record<string, string[]>): Uint8Array {
  const sets = Object.entries(collections).map(([name, keys]) => {
    const writes = new rwset.kvrwset.KVRWSet();
    writes.setWritesList(
      keys.map((key) => {
        const write = new rwset.kvrwset.KVWrite();
        write.setKey(key);
        write.setValue(Buffer.from(`value of ${key}`));
        return write;
      }),
    );
    const set = new rwset.CollectionPvtReadWriteSet();
    set.setCollectionName(name);
    set.setRwset(writes.serializeBinary());
    return set;
  });
  const namespace = new rwset.NsPvtReadWriteSet();
  namespace.setNamespace('cc');
  namespace.setCollectionPvtRwsetList(sets);
  const results = new rwset.TxPvtReadWriteSet();
  results.setNsPvtRwsetList([namespace]);
  return results.serializeBinary();
}

function keysOf(bytes: Uint8Array | undefined): string[] {
  if (bytes === undefined) return [];
  return rwset.TxPvtReadWriteSet.deserializeBinary(bytes)
    .getNsPvtRwsetList()
    .flatMap((namespace) => namespace.getCollectionPvtRwsetList())
    .flatMap((set) => {
      const writes = rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList();
      return writes.map((write) => `${set.getCollectionName()}/${write.getKey()}`);
    });
}

describe('private store', () => {
  let directory: string;
  let store: PrivateStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-private-'));
    store = await PrivateStore.open(join(directory, 'private'), 0);
  });

  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  async function reopen(height: number): Promise<void> {
    await store.close();
    store = await PrivateStore.open(join(directory, 'private'), height);
  }

  const purgeOf = (key: string, index: number): Parameters<PrivateStore['store']>[2][number] => ({
    namespace: 'cc',
    collection: 'a',
    keyHash: createHash('sha256').update(key).digest(),
    index,
  });

  it('drops what was stored for a block that never became durable', async () => {
    await store.store(1, new Map([[0, writeSet({ a: ['k'] })]]), []);
    await store.store(2, new Map([[0, writeSet({ a: ['l'] })]]), [purgeOf('k', 0)]);
    await reopen(2);
    await store.sweep(() => Promise.resolve());
    expect(keysOf((await store.read(1)).get(0))).to.deep.equal(['a/k']);
    expect((await store.read(2)).size).to.equal(0);
  });

  it('lets the collections of a block expire, and only those', async () => {
    await store.store(
      1,
      new Map([
        [0, writeSet({ a: ['k'], b: ['l'] })],
        [3, writeSet({ a: ['m'] })],
      ]),
      [],
    );
    await store.store(2, new Map([[0, writeSet({ a: ['k'] })]]), []);
    await store.expire(1, [{ namespace: 'cc', collection: 'a' }]);
    expect(keysOf((await store.read(1)).get(0))).to.deep.equal(['b/l']);
    expect((await store.read(1)).has(3)).to.equal(false);
    expect(keysOf((await store.read(2)).get(0))).to.deep.equal(['a/k']);
  });

  it('purges versions before the purge, not those after it in the same block', async () => {
    await store.store(1, new Map([[0, writeSet({ a: ['k', 'l'], b: ['k'] })]]), []);
    await store.store(
      2,
      new Map([
        [0, writeSet({ a: ['k'] })],
        [2, writeSet({ a: ['k'] })],
      ]),
      [purgeOf('k', 1)],
    );
    await store.sweep(() => Promise.resolve());
    expect(keysOf((await store.read(1)).get(0))).to.deep.equal(['a/l', 'b/k']);
    expect([...(await store.read(2)).keys()]).to.deep.equal([2]);
  });

  it('carries out a purge that a crash left undone', async () => {
    await store.store(1, new Map([[0, writeSet({ a: ['k'] })]]), []);
    await store.store(2, new Map(), [purgeOf('k', 0)]);
    await reopen(3);
    await store.sweep(() => Promise.resolve());
    expect((await store.read(1)).size).to.equal(0);
  });

  it('finds what was kept by transaction and public results', async () => {
    const endorsed = { transactionId: 'id', results: Buffer.from('results') };
    await store.keep(endorsed, Buffer.from('private'), 1);
    const found = store.kept([{ transactionId: 'id', results: Buffer.from('others') }, endorsed]);
    expect([...found.keys()]).to.deep.equal([1]);
    await store.forget([endorsed]);
    expect(store.kept([endorsed]).size).to.equal(0);
  });

  it('drops what waited for 20,000 blocks', async () => {
    const endorsed = { transactionId: 'id', results: Buffer.from('results') };
    await store.keep(endorsed, Buffer.from('private'), 1);
    await reopen(20_001);
    expect(store.kept([endorsed]).size).to.equal(1);
    await reopen(20_002);
    expect(store.kept([endorsed]).size).to.equal(0);
  });
});
