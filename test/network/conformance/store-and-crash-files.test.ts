// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { cp, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerStore } from '../../../network/embedded/blocks/ledger-store.js';
import { HEADER_SIZE, encodeRecord, readHeader } from '../../../network/embedded/blocks/record.js';
import { EmbeddedNetwork, NetworkError } from '../../../network/embedded/index.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import { readBlockMetadata, withFlags } from './support/block-metadata.js';
import { EmbeddedSteps } from './support/embedded-steps.js';

const OWN = '_implicit_org_AMSP';

describe('conformance J: the files of a closed network', () => {
  let network: EmbeddedSteps;
  let copies: string;
  /** Id of a transaction that fell to a conflict, in block 4. */
  let stale: string;

  beforeEach(async () => {
    network = await EmbeddedSteps.open();
    copies = await mkdtemp(join(tmpdir(), 'onedoor-copies-'));
    await network.submit(['putState', 'k', '1'], ['putPrivateData', OWN, 'p', 'one']);
    const late = await network.endorse(['getState', 'k'], ['putState', 'k', 'stale']);
    await network.submit(['putState', 'k', '2'], ['putPrivateData', OWN, 'p', 'two']);
    await network.network.order(late);
    stale = late.transactionId;
    await network.network.close();
  });
  afterEach(async () => {
    await network.remove();
    await rm(copies, { recursive: true });
  });

  const path = (name: string): string => join(network.options.directory, name);
  const blocks = (): string => path('blocks.dat');

  async function reopen(): Promise<void> {
    network.network = await EmbeddedNetwork.open(network.options);
  }

  async function refusalOfOpen(): Promise<string> {
    const error: unknown = await EmbeddedNetwork.open(network.options).then(
      (opened) => opened.close(),
      (reason: unknown) => reason,
    );
    return error instanceof NetworkError ? error.message : 'was not refused by the network';
  }

  async function removeDerived(...folders: string[]): Promise<void> {
    for (const folder of folders) await rm(path(folder), { recursive: true });
  }

  /** Everything that is derived from the blocks. */
  async function expectAll(): Promise<void> {
    expect(network.network.height).to.equal(4n);
    expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['2', 'two']);
    const [history] = (await network.ask(['getHistoryForKey', 'k'])) as [{ value: string }[]];
    expect(history.map(({ value }) => value)).to.deep.equal(['2', '1']);
    expect(await network.network.transaction(stale)).to.deep.equal({
      blockNumber: 3n,
      validationCode: 'MVCC_READ_CONFLICT',
    });
  }

  for (const folders of [['state'], ['index'], ['index', 'state']]) {
    it(`F93 ${folders.join(' and ')} removed: built again from the blocks`, async () => {
      await removeDerived(...folders);
      await reopen();
      await expectAll();
      expect((await network.submit(['getState', 'k'], ['putState', 'k', '3'])).validationCode).to.equal('VALID');
    });
  }

  it('F93 state and index of an earlier height: brought up to the last block', async () => {
    await cp(path('state'), join(copies, 'state'), { recursive: true });
    await cp(path('index'), join(copies, 'index'), { recursive: true });
    await reopen();
    await network.submit(['putState', 'k', '3']);
    const { transactionId } = await network.submit(['deleteState', 'k']);
    await network.network.close();
    await removeDerived('state', 'index');
    await cp(copies, network.options.directory, { recursive: true });
    await reopen();
    expect(network.network.height).to.equal(6n);
    const [value, history] = (await network.ask(['getState', 'k'], ['getHistoryForKey', 'k'])) as [string, unknown[]];
    expect([value, history.length]).to.deep.equal(['', 4]);
    expect((await network.network.transaction(transactionId))?.blockNumber).to.equal(5n);
  });

  it('F93 the stored codes count when blocks are replayed; nothing is validated again', async () => {
    const records = await readRecords(blocks());
    const last = records.at(-1) ?? Buffer.alloc(0);
    expect(readBlockMetadata(last).flags).to.deep.equal([11]);
    records[3] = Buffer.from(withFlags(last, [0]));
    await writeFile(blocks(), Buffer.concat(records.map((content, number) => encodeRecord(number, content))));
    await removeDerived('index', 'state');
    await reopen();
    expect(await network.ask(['getState', 'k'])).to.deep.equal(['stale']);
    expect((await network.network.transaction(stale))?.validationCode).to.equal('VALID');
  });

  it('F93 a last block that is not whole is cut, wherever it was torn, and its place is taken', async function () {
    this.timeout(20_000);
    await cp(network.options.directory, join(copies, 'before'), { recursive: true });
    const { size: whole } = await stat(blocks());
    await reopen();
    const torn = await network.endorse(['putState', 'k', '3'], ['putPrivateData', OWN, 'p', 'three']);
    await network.network.order(torn);
    await network.network.close();
    const bytes = await readFile(blocks());
    const cuts = [
      1,
      12,
      HEADER_SIZE - 1,
      HEADER_SIZE,
      HEADER_SIZE + 1,
      (bytes.length - whole) >> 1,
      bytes.length - whole - 1,
    ];
    for (const cut of cuts) {
      await rm(network.options.directory, { recursive: true });
      await cp(join(copies, 'before'), network.options.directory, { recursive: true });
      await writeFile(blocks(), bytes.subarray(0, whole + cut));
      await reopen();
      expect((await stat(blocks())).size, `cut after ${cut} bytes`).to.equal(whole);
      await expectAll();
      expect(await network.network.transaction(torn.transactionId)).to.equal(undefined);
      expect((await network.submit(['putState', 'other', '1'])).blockNumber).to.equal(4n);
      await network.network.close();
    }
    await reopen();
  });

  it('F93 a flipped bit is never taken for a torn tail: the block is named', async () => {
    const records = await readRecords(blocks());
    const start = (number: number): number =>
      records.slice(0, number).reduce((sum, { length }) => sum + HEADER_SIZE + length, 0);
    for (const [number, at] of [
      [1, start(1) + HEADER_SIZE + 40],
      [2, start(2) + 14],
      [3, start(3) + HEADER_SIZE + 3],
    ] as const) {
      await flip(blocks(), at);
      expect(await refusalOfOpen()).to.equal(
        `block ${number} in ${blocks()} is damaged (checksum does not match); restore the ledger from a backup`,
      );
      await flip(blocks(), at);
    }
    await reopen();
    await expectAll();
  });

  for (const derived of ['state', 'index']) {
    it(`F93 ${derived} that cannot be read is named, with the remedy`, async () => {
      await writeFile(join(path(derived), 'CURRENT'), 'nonsense');
      expect(await refusalOfOpen()).to.equal(
        `cannot open ${path(derived)}; it is derived: remove the folder and it is built again`,
      );
      await removeDerived(derived);
      await reopen();
      await expectAll();
    });
  }

  for (const ahead of ['state', 'index']) {
    it(`F94 ${ahead} ahead of the blocks: not opened, and the remedy is named`, async () => {
      const records = await readRecords(blocks());
      const { size } = await stat(blocks());
      await truncate(blocks(), size - HEADER_SIZE - (records[3]?.length ?? 0));
      await removeDerived(ahead === 'state' ? 'index' : 'state');
      expect(await refusalOfOpen()).to.equal(
        `${blocks()} ends before block 3, but 4 blocks were committed; restore the ledger from a backup, ` +
          'or, if it was put back to an earlier state on purpose, remove the derived folders `index` and `state` beside it',
      );
      await removeDerived(ahead);
      await rm(path(ahead === 'state' ? 'index' : 'state'), { recursive: true, force: true });
      await reopen();
      expect(network.network.height).to.equal(3n);
      expect(await network.ask(['getState', 'k'])).to.deep.equal(['2']);
    });
  }

  it('F94 a tail that the derived stores know is not cut as torn', async () => {
    await truncate(blocks(), (await stat(blocks())).size - 1);
    const { size } = await stat(blocks());
    expect(await refusalOfOpen()).to.equal(
      `block 3 in ${blocks()} is damaged (checksum does not match); restore the ledger from a backup`,
    );
    expect((await stat(blocks())).size).to.equal(size);
    await removeDerived('index', 'state');
    await reopen();
    expect(network.network.height).to.equal(3n);
  });

  it('F95 a block is appended only if its number and previous hash continue the chain', async () => {
    const before = await readFile(blocks());
    const [, first, , last] = (await readRecords(blocks())).map((content) => readBlock(content));
    if (first === undefined || last === undefined) throw new Error('blocks are missing');
    const store = await LedgerStore.open(network.options.directory, 4);
    const nothing = { results: new Map<number, Uint8Array>(), purges: [] };
    const refusal = async (work: Promise<void>): Promise<unknown> => work.catch((reason: unknown) => reason);
    expect(await refusal(store.append({ ...last, number: 4n }, nothing))).to.have.property(
      'message',
      'previous hash of block 4 is not the hash of the block before it',
    );
    expect(await refusal(store.append({ ...first, number: 5n, previousHash: last.hash }, nothing))).to.have.property(
      'message',
      'block number should have been 4 but was 5',
    );
    await store.close();
    expect(await readFile(blocks())).to.deep.equal(before);
    await reopen();
    await expectAll();
  });
});

/** The contents of the records of a block file. */
async function readRecords(file: string): Promise<Buffer[]> {
  const bytes = await readFile(file);
  const records: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = readHeader(bytes.subarray(at));
    if (header === undefined) throw new Error(`no record at ${at}`);
    records.push(bytes.subarray(at + HEADER_SIZE, at + HEADER_SIZE + header.length));
    at += HEADER_SIZE + header.length;
  }
  return records;
}

async function flip(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte.writeUInt8(byte.readUInt8(0) ^ 4);
  await handle.write(byte, 0, 1, at);
  await handle.close();
}
