// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Collections } from '../../../network/embedded/peer/definitions/collections.js';
import { parseRwset } from '../../../network/embedded/peer/rwset/parse-rwset.js';
import { Simulator } from '../../../network/embedded/peer/simulation/simulator.js';
import { stateKey } from '../../../network/embedded/peer/store/keys.js';
import { StateStore } from '../../../network/embedded/peer/store/state-store.js';
import { encodeVersionedValue } from '../../../network/embedded/peer/store/versioned-value.js';
import { BlockUpdates } from '../../../network/embedded/peer/validation/block-updates.js';
import { findConflict } from '../../../network/embedded/peer/validation/find-conflict.js';

describe('simulator below the shim', () => {
  let directory: string;
  let store: StateStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-simulator-'));
    store = await StateStore.open(directory);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  const put = (...keys: string[]): Promise<void> =>
    store.write(
      keys.map((key) => {
        const value = { version: { block: store.height, tx: 0 }, value: Buffer.from('v'), metadata: undefined };
        return { type: 'put', key: stateKey('probe', key), value: encodeVersionedValue(value) };
      }),
    );
  const simulator = (): Simulator =>
    new Simulator({
      transactionId: 't',
      mspId: 'AMSP',
      view: store.current,
      collections: new Collections([], ['AMSP']),
    });

  it('gives its results once and nothing after it is done', () => {
    const used = simulator();
    used.results();
    expect(() => used.results()).to.throw(
      'this function should only be called once on a transaction simulator instance',
    );
    used.done();
    expect(() => used.getState('probe', 'k')).to.throw('this instance should not be used after calling Done()');
    expect(() => {
      used.setState('probe', 'k', Buffer.from('v'));
    }).to.throw('this instance should not be used after calling Done()');
  });

  it('scans composite keys and the empty key too, but no other namespace', async () => {
    await put('', '\0t\0a\0', 'a', '\u{10FFFF}');
    const other = { version: { block: 1, tx: 0 }, value: Buffer.from('v'), metadata: undefined };
    await store.write([
      { type: 'put', key: stateKey('probe-2', 'x'), value: encodeVersionedValue(other) },
      { type: 'put', key: stateKey('prob', 'y'), value: encodeVersionedValue(other) },
    ]);
    const scanning = simulator();
    const scan = scanning.scanState('probe', '', '');
    const keys: string[] = [];
    for (let row = await scan.next(); row !== undefined; row = await scan.next()) keys.push(row.key);
    await scan.close();
    scanning.done();
    expect(keys).to.deep.equal(['', '\0t\0a\0', 'a', '\u{10FFFF}']);
  });

  it('records a scan that was never advanced so that any key from its start on conflicts', async () => {
    const opened = simulator();
    const scan = opened.scanState('probe', 'k', 'm');
    const rwset = parseRwset(opened.results().results);
    await scan.close();
    opened.done();
    expect(rwset[0]?.ranges).to.deep.equal([{ startKey: 'k', endKey: '', exhausted: false, result: { reads: [] } }]);
    const conflict = () => findConflict(rwset, store.current, new BlockUpdates(store.current));
    expect(await conflict()).to.equal(undefined);
    await put('a');
    expect(await conflict()).to.equal(undefined);
    await put('z');
    expect(await conflict()).to.equal('PHANTOM_READ_CONFLICT');
  });

  it('stays at its height while later blocks are written', async () => {
    await put('a');
    const early = simulator();
    await put('a', 'b');
    expect(parseRwsetVersion(early)).to.deep.equal({ block: 0, tx: 0 });
    early.done();
  });

  it('refuses a store of another layout and names the remedy', async () => {
    await store.close();
    const { ClassicLevel } = await import('classic-level');
    const level = new ClassicLevel<string, string>(directory);
    await level.put('s', JSON.stringify({ layout: 99, height: 3 }));
    await level.close();
    const error = await StateStore.open(directory).catch((reason: unknown) => reason);
    expect((error as Error).message).to.match(
      /has layout 99, this program reads 1: remove that folder, it is rebuilt from the blocks$/,
    );
    await rm(directory, { recursive: true });
    store = await StateStore.open(directory);
  });
});

function parseRwsetVersion(simulator: Simulator): unknown {
  simulator.getState('probe', 'a');
  return parseRwset(simulator.results().results)[0]?.reads[0]?.version;
}
