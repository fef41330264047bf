// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { cp, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { repairTail } from '../../../network/embedded/blocks/tail.js';
import { CHAINCODE, TestNetwork, rejection } from './open-test-network.js';

const OWN = '_implicit_org_AMSP';
const LAST_BYTES = 4096;

describe('embedded network: a crash while a block is written', () => {
  let test: TestNetwork;
  let copies: string;
  /** The folder as a kill leaves it before the last block, and the journal with that block. */
  let untouched: string;
  let journal: Buffer;
  /** Where the last block's record ends. */
  let end: number;

  before(async () => {
    test = await TestNetwork.open();
    copies = await mkdtemp(join(tmpdir(), 'onedoor-torn-'));
    untouched = join(copies, 'before');
    await putPrivate('k', 'one');
    await cp(test.directory, untouched, { recursive: true });
    await rm(join(untouched, 'lock'));
    await putPrivate('k', 'x'.repeat(2 * LAST_BYTES));
    journal = await readFile(join(test.directory, 'journal'));
    const { records } = repairTail(journal, 0, 512);
    const last = records.at(-1);
    end = (last?.at ?? 0) + 24 + (last?.length ?? 0);
  });
  after(async () => {
    await test.remove();
    await rm(copies, { recursive: true });
  });

  async function putPrivate(key: string, value: string): Promise<void> {
    const transient = { value: Buffer.from(value) };
    const proposal = { chaincode: CHAINCODE, transaction: 'PutPrivate', args: [OWN, key], endorsers: ['AMSP'] };
    await test.network.submit(await test.caller(), { ...proposal, transient });
  }

  /** Opens the folder with this journal; answers height and value, and that it goes on. */
  async function openWith(
    bytes: Buffer,
    change: (directory: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ height: bigint; value: string; next: bigint }> {
    const directory = join(copies, 'torn');
    await cp(untouched, directory, { recursive: true });
    await writeFile(join(directory, 'journal'), bytes);
    await change(directory);
    try {
      const network = await EmbeddedNetwork.open({ ...test.options, directory });
      try {
        const { height } = network;
        const caller = await network.enrol('AMSP', 'gateway', { 'onedoor.role': 'officer' });
        const proposal = { chaincode: CHAINCODE, transaction: 'GetPrivate', args: [OWN, 'k'] };
        const value = Buffer.from(await network.evaluate(caller, proposal)).toString();
        const { blockNumber } = await network.submit(caller, test.put('n', '1'));
        return { height, value, next: blockNumber };
      } finally {
        await network.close();
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  it('J93: cut at 32 of the last 4 KiB of its record, the block before is the last, and its place is taken', async function () {
    this.timeout(60_000);
    for (let cut = 1; cut <= 32; cut += 1) {
      const at = end - Math.floor((cut * LAST_BYTES) / 32);
      expect(await openWith(journal.subarray(0, at)), `cut at ${at}`).to.deep.equal({
        height: 2n,
        value: 'one',
        next: 2n,
      });
    }
  });

  it('J93: where sectors of its record never reached the disk, likewise', async () => {
    for (const sector of [0, 1, 7]) {
      const from = (Math.floor(end / 512) - sector) * 512;
      const bytes = Buffer.from(journal).fill(0, from, from + 512);
      expect(await openWith(bytes), `sector ${sector}`).to.deep.equal({ height: 2n, value: 'one', next: 2n });
    }
  });

  it('J93: whole, it is there with its private value, though it is in no other file', async () => {
    expect(await openWith(journal)).to.deep.equal({ height: 3n, value: 'x'.repeat(2 * LAST_BYTES), next: 3n });
  });

  for (const kept of [0, 0.3, 0.8]) {
    it(`J93: after a power cut that kept ${kept * 100} % of what no sync had asked for, it is all there`, async () => {
      const found = await openWith(journal, async (directory) => {
        for (const path of await unsyncedFiles(directory)) {
          await truncate(path, Math.floor((await stat(path)).size * kept));
        }
      });
      expect(found).to.deep.equal({ height: 3n, value: 'x'.repeat(2 * LAST_BYTES), next: 3n });
    });
  }

  it('J93: half wiped, its blocks are in the stores that were synced before', async () => {
    const bytes = Buffer.from(journal);
    const record = repairTail(journal, 0, 512).records[2];
    expect(await openWith(bytes.subarray(0, record?.at).fill(0, 0, 512))).to.deep.equal({
      height: 2n,
      value: 'one',
      next: 2n,
    });
  });

  it('J93: with a flipped bit, it is not taken for torn', async () => {
    const bytes = Buffer.from(journal);
    bytes[end - 3000] = (bytes[end - 3000] ?? 0) ^ 2;
    expect((await rejection(openWith(bytes))).message).to.match(/^block 2 in .*journal is damaged/);
  });

  it('J93: a journal that lost a block which another store knows is refused', async () => {
    const { records } = repairTail(journal, 0, 512);
    const first = records[1]?.at ?? 0;
    const bytes = Buffer.from(journal).fill(0, first);
    expect((await rejection(openWith(bytes))).message).to.match(/^block 1 in .*journal is damaged/);
  });
});

/** Since the network was made there was no checkpoint: only its journal was synced, and what LevelDB syncs by itself. */
async function unsyncedFiles(directory: string): Promise<string[]> {
  const files = [join(directory, 'blocks.dat')];
  for (const store of ['index', 'state', 'private']) {
    for (const name of await readdir(join(directory, store))) {
      if (name.endsWith('.log')) files.push(join(directory, store, name));
    }
  }
  return files;
}
