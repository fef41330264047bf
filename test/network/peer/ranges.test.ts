// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { parseRwset } from '../../../network/embedded/peer/rwset/parse-rwset.js';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork } from './probe-network.js';
import type { Simulated } from './probe-network.js';

const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];

describe('range scans', () => {
  let network: ProbeNetwork;

  beforeEach(async () => {
    network = await ProbeNetwork.open({ contracts: [ProbeContract] });
  });
  afterEach(() => network.close());

  const simulate = (...list: unknown[][]): Promise<Simulated> => network.simulate('Run', steps(...list));
  const run = async (...list: unknown[][]): Promise<unknown> => JSON.parse(await network.read('Run', steps(...list)));
  const submit = (...list: unknown[][]): Promise<string | undefined> => network.submit('Run', steps(...list));

  it('include the start, exclude the end, and are empty when the bounds are turned round', async () => {
    await submit(['putState', 'a', '1'], ['putState', 'b', '2'], ['putState', 'c', '3']);
    expect(await run(['getStateByRange', 'a', 'c'])).to.deep.equal([['a', 'b']]);
    expect(await run(['getStateByRange', 'b', ''])).to.deep.equal([['b', 'c']]);
    expect(await run(['getStateByRange', 'c', 'a'])).to.deep.equal([[]]);
  });

  it('go in the order of UTF-8 bytes', async () => {
    await submit(['putState', '\u{1F600}', '1'], ['putState', '\uFF5E', '2'], ['putState', 'z', '3']);
    expect(await run(['getStateByRange', '', ''])).to.deep.equal([['z', '\uFF5E', '\u{1F600}']]);
  });

  it('do not see composite keys nor the empty key through the shim', async () => {
    await submit(['putState', '\0t\0a\0', '1'], ['putState', '', '2'], ['putState', 'a', '3']);
    expect(await run(['getStateByRange', '', ''])).to.deep.equal([['a']]);
    expect(await run(['getState', ''])).to.deep.equal(['2']);
  });

  it('refuse bounds that begin with U+0000', async () => {
    expect(await network.refusal('Run', steps(['getStateByRange', '\0a', '']))).to.equal(
      'first character of the key [\0a] contains a null character which is not allowed',
    );
  });

  for (const [what, step] of [
    ['inserts', ['putState', 'b', 'new']],
    ['updates', ['putState', 'a', 'new']],
    ['deletes', ['deleteState', 'a']],
  ] as const) {
    it(`conflict with an earlier transaction of the block that ${what} inside`, async () => {
      await submit(['putState', 'a', '1'], ['putState', 'c', '3']);
      const writer = await simulate([...step]);
      const reader = await simulate(['getStateByRange', 'a', 'z'], ['putState', 'sum', 'x']);
      expect(await network.commit([writer, reader])).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    });

    it(`conflict with an earlier block that ${what} inside`, async () => {
      await submit(['putState', 'a', '1'], ['putState', 'c', '3']);
      const reader = await simulate(['getStateByRange', 'a', 'z'], ['putState', 'sum', 'x']);
      await submit([...step]);
      expect(await network.commit([reader])).to.deep.equal(['PHANTOM_READ_CONFLICT']);
    });
  }

  it('protect the whole range of up to 100 rows even if only one is read', async () => {
    await network.submit('Fill', ['k', '100']);
    const reader = await simulate(['getStateByRange', 'k', 'l', 1], ['putState', 'sum', 'x']);
    const writer = await simulate(['putState', 'k99999', 'new']);
    expect(await network.commit([writer, reader])).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
  });

  it('protect a longer range only up to the last row that reached the peer, inclusive', async () => {
    await network.submit('Fill', ['k', '150']);
    const read = () => simulate(['getStateByRange', 'k', 'l', 1], ['putState', 'sum', 'x']);
    const [range] = parseRwset((await read()).results)[0]?.ranges ?? [];
    expect(range).to.include({ startKey: 'k', endKey: 'k00100', exhausted: false });
    const beyond = await read();
    const last = await read();
    expect(await network.commit([await simulate(['putState', 'k00101', 'new']), beyond])).to.deep.equal([
      'VALID',
      'VALID',
    ]);
    await submit(['putState', 'k00100', 'new']);
    expect(await network.commit([last])).to.deep.equal(['PHANTOM_READ_CONFLICT']);
  });

  it('are summed up by a Merkle tree above 50 rows and still found changed or unchanged', async () => {
    await network.submit('Fill', ['k', '2700']);
    const scan = () => simulate(['getStateByRange', 'k', 'l'], ['putState', 'sum', 'x']);
    const reader = await scan();
    const [range] = parseRwset(reader.results)[0]?.ranges ?? [];
    expect(range?.result.summary).to.include({ maxDegree: 50, maxLevel: 2 });
    const others = [await scan(), await scan(), await scan()] as const;
    expect(await network.commit([reader])).to.deep.equal(['VALID']);
    const changes = [await simulate(['putState', 'k02699', 'x']), others[0]] as const;
    expect(await network.commit(changes)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    expect(await network.commit([others[1]])).to.deep.equal(['PHANTOM_READ_CONFLICT']);
  });

  it('stay valid when an earlier transaction deletes what never existed, where a point read does not', async () => {
    const deleter = await simulate(['deleteState', 'ghost']);
    const point = await simulate(['getState', 'ghost'], ['putState', 'x', '1']);
    const range = await simulate(['getStateByRange', 'g', 'h'], ['putState', 'y', '1']);
    expect(await network.commit([deleter, point, range])).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT', 'VALID']);
  });

  it('with equal bounds and end are recorded once', async () => {
    await submit(['putState', 'a', '1']);
    const twice = await simulate(
      ['getStateByRange', 'a', 'z'],
      ['getStateByRange', 'a', 'z'],
      ['getStateByRange', 'a', 'y'],
    );
    expect(parseRwset(twice.results)[0]?.ranges.map(({ endKey }) => endKey)).to.deep.equal(['z', 'y']);
  });
});
