// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { EndorsedTransaction } from '../../network/embedded/index.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const { QueryReads, KVRead, Version } = ledger.rwset.kvrwset;

/** Digest of reads as a leaf of the tree: what a peer's summary of 51 to 101 rows holds. */
function leaf(keys: readonly string[], blockNumber: bigint): string {
  const reads = new QueryReads();
  for (const key of keys) {
    const version = new Version();
    version.setBlockNum(Number(blockNumber));
    const read = new KVRead();
    read.setKey(key);
    read.setVersion(version);
    reads.addKvReads(read);
  }
  return createHash('sha256').update(reads.serializeBinary()).digest('hex');
}

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(5, '0')}`);

export const rangesValidation = suite('conformance B: how scans are recorded and repeated', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open();
  });
  after(() => network.remove());

  /** Scans all keys with a prefix, or reads so many rows of them, and writes a key of its own. */
  const scan = (prefix: string, limit?: number): Promise<EndorsedTransaction> => {
    const range: Step = ['getStateByRange', prefix, `${prefix}~`];
    return network.endorse(limit === undefined ? range : [...range, limit], ['putState', `sum ${prefix}`, 'x']);
  };
  const recorded = (transaction: EndorsedTransaction) => network.endorsedRwset(transaction).ranges;

  it('F17 a scan is recorded with bounds, end and the versions that it read', async () => {
    const { blockNumber: first } = await network.submit(['putState', 'f17-a', '1']);
    const { blockNumber: second } = await network.submit(['putState', 'f17-b', '1']);
    expect(recorded(await scan('f17-'))).to.deep.equal([
      {
        start: 'f17-',
        end: 'f17-~',
        exhausted: true,
        reads: [
          { key: 'f17-a', version: `${first}:0` },
          { key: 'f17-b', version: `${second}:0` },
        ],
        summary: undefined,
      },
    ]);
    expect(network.endorsedRwset(await scan('f17-')).reads).to.deep.equal([]);
  });

  it('F17 above 50 rows a Merkle summary of degree 50 stands in place of the reads', async () => {
    await network.fill('f17-fifty-', 50);
    const [raw] = recorded(await scan('f17-fifty-'));
    expect(raw?.reads).to.have.length(50);
    expect(raw?.summary).to.equal(undefined);
    await network.fill('f17-more-', 53);
    const blockNumber = network.network.height - 1n;
    const [summed] = recorded(await scan('f17-more-'));
    const keys = numbered('f17-more-', 53);
    expect(summed).to.deep.include({ exhausted: true, reads: undefined });
    expect(summed?.summary).to.deep.equal({
      maxDegree: 50,
      maxLevel: 1,
      hashes: [leaf(keys.slice(0, 51), blockNumber), leaf(keys.slice(51), blockNumber)],
    });
  });

  it('F17 the scan is repeated over state and the earlier valid transactions of the block, not the invalid ones', async () => {
    await network.submit(['putState', 'f17x-a', '1'], ['putState', 'f17y', '1']);
    const insert = () => network.endorse(['getState', 'f17y'], ['putState', 'f17y', '2'], ['putState', 'f17x-b', '1']);
    const [invalid, reader, blocker] = [
      await insert(),
      await scan('f17x-'),
      await network.endorse(['deleteState', 'f17y']),
    ];
    expect(await network.order(blocker, invalid, reader)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT', 'VALID']);
    const [valid, late] = [await insert(), await scan('f17x-')];
    expect(await network.order(valid, late)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
  });

  for (const [what, change] of [
    ['insert', ['putState', 'f18-bb', '1']],
    ['update', ['putState', 'f18-b', '2']],
    ['delete', ['deleteState', 'f18-b']],
  ] as const) {
    it(`F18 a full scan and a later ${what} within its range is a PHANTOM_READ_CONFLICT`, async () => {
      await network.submit(['deleteState', 'f18-bb'], ['putState', 'f18-a', '1'], ['putState', 'f18-b', '1']);
      const [inBlock, later, outside] = [await scan('f18-'), await scan('f18-'), await scan('f18-')];
      const beside = await network.endorse(['putState', 'f18-~', 'the end is exclusive']);
      expect(await network.order(beside, outside)).to.deep.equal(['VALID', 'VALID']);
      expect(await network.order(await network.endorse(change), inBlock)).to.deep.equal([
        'VALID',
        'PHANTOM_READ_CONFLICT',
      ]);
      expect(await network.order(later)).to.deep.equal(['PHANTOM_READ_CONFLICT']);
    });
  }

  it('F18 what is within the range goes by UTF-8 bytes here too (F14)', async () => {
    const [tilde, grin] = ['f18u-\uFF5E', 'f18u-\u{1F600}'];
    const upTo = (end: string) => network.endorse(['getStateByRange', 'f18u-', end], ['putState', 'sum f18u', 'x']);
    const [outside, inside] = [await upTo(tilde), await upTo(grin)];
    expect(await network.order(await network.endorse(['putState', grin, '1']), outside)).to.deep.equal([
      'VALID',
      'VALID',
    ]);
    expect(await network.order(await network.endorse(['putState', tilde, '1']), inside)).to.deep.equal([
      'VALID',
      'PHANTOM_READ_CONFLICT',
    ]);
  });

  it('F18 the same holds above 50 rows, where only hashes are compared', async () => {
    await network.fill('f18h-', 60);
    const [unchanged, last, inserted, deleted] = [
      await scan('f18h-'),
      await scan('f18h-'),
      await scan('f18h-'),
      await scan('f18h-'),
    ];
    expect(await network.order(unchanged)).to.deep.equal(['VALID']);
    await network.submit(['putState', 'f18h-00059', 'same key, new version']);
    expect(await network.order(last)).to.deep.equal(['PHANTOM_READ_CONFLICT']);
    const [insert, drop] = [
      await network.endorse(['putState', 'f18h-00059x', '1']),
      await network.endorse(['deleteState', 'f18h-00000']),
    ];
    expect(await network.order(insert, inserted)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    expect(await network.order(drop, deleted)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
  });

  it('F19 a partial scan is protected up to the last key that was delivered to the handler, inclusive', async () => {
    await network.fill('f19-', 150);
    const partial = () => scan('f19-', 1);
    const [range] = recorded(await partial());
    expect(range).to.include({ start: 'f19-', end: 'f19-00100', exhausted: false });
    const [beyond, between, last] = [await partial(), await partial(), await partial()];
    const put = (key: string) => network.endorse(['putState', key, 'new']);
    expect(await network.order(await put('f19-00100x'), await put('f19-00101'), beyond)).to.deep.equal([
      'VALID',
      'VALID',
      'VALID',
    ]);
    expect(await network.order(await put('f19-00099x'), between)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    await network.submit(['deleteState', 'f19-00099x'], ['putState', 'f19-00100', 'new']);
    expect(await network.order(last)).to.deep.equal(['PHANTOM_READ_CONFLICT']);
  });

  it('F20 opening a scan fetches up to 101 rows: one row of 100 protects the whole range, one of 101 does not', async () => {
    await network.fill('f20-', 100);
    const one = await scan('f20-', 1);
    expect(recorded(one)[0]).to.include({ end: 'f20-~', exhausted: true });
    expect(await network.order(await network.endorse(['putState', 'f20-00100', 'the 101st']), one)).to.deep.equal([
      'VALID',
      'PHANTOM_READ_CONFLICT',
    ]);
    const open = await scan('f20-', 1);
    expect(recorded(open)[0]).to.include({ end: 'f20-00100', exhausted: false });
    expect(await network.order(await network.endorse(['putState', 'f20-00101', 'the 102nd']), open)).to.deep.equal([
      'VALID',
      'VALID',
    ]);
  });

  it('F22 deleting what never existed conflicts a point reader, while a range reader stays VALID', async () => {
    const deleter = await network.endorse(['deleteState', 'f22-ghost']);
    const point = await network.endorse(['getState', 'f22-ghost'], ['putState', 'x', '1']);
    const range = await scan('f22-');
    const late = await network.endorse(['getState', 'f22-ghost'], ['putState', 'x', '1']);
    expect(await network.order(deleter, point, range)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT', 'VALID']);
    expect(await network.order(late)).to.deep.equal(['VALID']);
  });

  it('F24 scans of equal start, end and exhaustion are recorded once', async () => {
    await network.fill('f24-', 150);
    const transaction = await network.endorse(
      ['getStateByRange', 'f24-', 'f24-~'],
      ['getStateByRange', 'f24-', 'f24-~', 1],
      ['getStateByRange', 'f24-', 'f24-~'],
      ['getStateByRange', 'f24-', 'f24-~', 2],
      ['getStateByRange', 'f24-', 'f24-00100'],
    );
    const ends = recorded(transaction).map(({ end, exhausted }) => [end, exhausted]);
    expect(ends).to.deep.equal([
      ['f24-~', true],
      ['f24-00100', false],
      ['f24-00100', true],
    ]);
    expect(await network.order(transaction)).to.deep.equal(['VALID']);
  });
});
