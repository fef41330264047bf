// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork, peersPolicy, transactionOf } from './probe-network.js';
import type { Simulated } from './probe-network.js';

const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];

describe('read conflicts', () => {
  let network: ProbeNetwork;

  beforeEach(async () => {
    network = await ProbeNetwork.open({ contracts: [ProbeContract] });
  });
  afterEach(() => network.close());

  const simulate = (...list: unknown[][]): Promise<Simulated> => network.simulate('Run', steps(...list));
  const run = async (...list: unknown[][]): Promise<unknown> => JSON.parse(await network.read('Run', steps(...list)));
  const submit = (...list: unknown[][]): Promise<string | undefined> => network.submit('Run', steps(...list));

  it('two blind writers are both valid and the later one wins', async () => {
    const [one, two] = [await simulate(['putState', 'k', '1']), await simulate(['putState', 'k', '2'])];
    expect(await network.commit([one, two])).to.deep.equal(['VALID', 'VALID']);
    expect(await run(['getState', 'k'])).to.deep.equal(['2']);
  });

  it('get then put creates only once', async () => {
    const create = () => simulate(['getState', 'k'], ['putState', 'k', '1']);
    const [one, two, three] = [await create(), await create(), await create()];
    expect(await network.commit([one, two])).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await network.commit([three])).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('the order in the block decides', async () => {
    await submit(['putState', 'k', '0']);
    const [reader, writer] = [
      await simulate(['getState', 'k'], ['putState', 'r', '1']),
      await simulate(['putState', 'k', '1']),
    ];
    expect(await network.commit([reader, writer])).to.deep.equal(['VALID', 'VALID']);
  });

  it('created and deleted again is invisible to a reader of the absence, deleted and created again is not', async () => {
    const absence = await simulate(['getState', 'k'], ['putState', 'r', '1']);
    await submit(['putState', 'k', '1']);
    await submit(['deleteState', 'k']);
    expect(await network.commit([absence])).to.deep.equal(['VALID']);
    await submit(['putState', 'k', '1']);
    const presence = await simulate(['getState', 'k'], ['putState', 'r', '1']);
    await submit(['deleteState', 'k']);
    await submit(['putState', 'k', '1']);
    expect(await network.commit([presence])).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('hashes of private keys conflict as public keys do', async () => {
    const collection = '_implicit_org_AMSP';
    await submit(['putPrivateData', collection, 'p', 'one']);
    const reader = await simulate(['getPrivateDataHash', collection, 'p'], ['putState', 'r', '1']);
    const value = await simulate(['getPrivateData', collection, 'p'], ['putState', 's', '1']);
    const writer = await simulate(['putPrivateData', collection, 'p', 'two']);
    expect(await network.commit([writer, reader])).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await network.commit([value])).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('a transaction that came with a code keeps it and changes nothing', async () => {
    const [bad, good] = [
      await simulate(['putState', 'k', 'bad']),
      await simulate(['getState', 'k'], ['putState', 'r', '1']),
    ];
    const transactions = [
      { ...transactionOf(bad, ['AMSP']), code: 'DUPLICATE_TXID' as const },
      transactionOf(good, ['AMSP']),
    ];
    expect(await network.commitBlock(transactions)).to.deep.equal(['DUPLICATE_TXID', 'VALID']);
    expect(await run(['getState', 'k'])).to.deep.equal(['']);
  });

  it('an id counts once in a block, for the first transaction that is well endorsed', async () => {
    const one = await simulate(['putState', 'k', '1']);
    const [unendorsed, good, again] = [
      transactionOf(one, []),
      transactionOf(one, ['AMSP']),
      transactionOf(one, ['BMSP']),
    ];
    expect(await network.commitBlock([unendorsed, good, again])).to.deep.equal([
      'ENDORSEMENT_POLICY_FAILURE',
      'VALID',
      'DUPLICATE_TXID',
    ]);
  });

  it('bytes that are no read-write set and doubled namespaces end with their codes', async () => {
    const one = await simulate(['putState', 'k', '1']);
    const doubled = Buffer.concat([one.results, one.results]);
    const codes = await network.commitBlock([
      transactionOf({ ...one, results: Buffer.from([0xff, 0xff]) }, ['AMSP']),
      transactionOf({ ...one, results: doubled, transactionId: 'b' }, ['AMSP']),
      transactionOf({ ...one, chaincode: 'stranger', transactionId: 'c' }, ['AMSP']),
    ]);
    expect(codes).to.deep.equal(['BAD_RWSET', 'ILLEGAL_WRITESET', 'INVALID_CHAINCODE']);
  });

  it('a replay takes the stored codes and does not look at reads', async () => {
    const [one, two] = [
      await simulate(['getState', 'k'], ['putState', 'k', '1']),
      await simulate(['getState', 'k'], ['putState', 'k', '2']),
    ];
    const transactions = [transactionOf(one, ['AMSP']), transactionOf(two, ['AMSP'])];
    await network.state.apply(0, transactions, ['VALID', 'VALID'], new Map());
    expect(await run(['getState', 'k'])).to.deep.equal(['2']);
  });

  it('validation is refused for any but the next block', async () => {
    const early = await network.state.validate(3, [], peersPolicy).catch((error: unknown) => error);
    expect((early as Error).message).to.equal('block 3 cannot follow: the state expects block 0');
  });
});
