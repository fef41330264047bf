// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { CollectionConfig } from '../../../network/embedded/collections.js';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork } from './probe-network.js';
import type { Call, Simulated } from './probe-network.js';

const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const OWN = '_implicit_org_AMSP';

const shared: CollectionConfig = {
  name: 'shared',
  policy: "OR('AMSP.member', 'BMSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 0,
  memberOnlyRead: true,
  memberOnlyWrite: true,
};

/** As the private store leaves a write-set after a purge. */
function withoutKey(bytes: Uint8Array, key: string): Uint8Array {
  const message = ledger.rwset.TxPvtReadWriteSet.deserializeBinary(bytes);
  for (const namespace of message.getNsPvtRwsetList()) {
    for (const collection of namespace.getCollectionPvtRwsetList()) {
      const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8());
      set.setWritesList(set.getWritesList().filter((write) => write.getKey() !== key));
      collection.setRwset(set.serializeBinary());
    }
  }
  return message.serializeBinary();
}

describe('private data', () => {
  let network: ProbeNetwork;

  beforeEach(async () => {
    const brief = { ...shared, name: 'brief', memberOnlyRead: false, memberOnlyWrite: false, blockToLive: 1 };
    network = await ProbeNetwork.open({ contracts: [ProbeContract], collections: [shared, brief] });
  });
  afterEach(() => network.close());

  const simulate = (...list: unknown[][]): Promise<Simulated> => network.simulate('Run', steps(...list));
  const runAs = async (call: Call, ...list: unknown[][]): Promise<unknown> =>
    JSON.parse(await network.read('Run', steps(...list), call));
  const run = (...list: unknown[][]): Promise<unknown> => runAs({}, ...list);
  const submit = (...list: unknown[][]): Promise<string | undefined> => network.submit('Run', steps(...list));
  const refusal = (call: Call, ...list: unknown[][]): Promise<string> =>
    network.refusal('Run', steps(...list), { ...call, transactionId: 't' });

  it('does not read back what the transaction itself wrote', async () => {
    expect(
      await run(['putPrivateData', OWN, 'p', 'one'], ['getPrivateData', OWN, 'p'], ['getPrivateDataHash', OWN, 'p']),
    ).to.deep.equal(['', '', '']);
  });

  it('stands at its organisation only; everyone has the hash', async () => {
    await submit(['putPrivateData', OWN, 'p', 'one']);
    expect(await run(['getPrivateData', OWN, 'p'])).to.deep.equal(['one']);
    expect(await runAs({ at: 'BMSP' }, ['getPrivateDataHash', OWN, 'p'])).to.deep.equal([sha256('one')]);
    expect(await refusal({ at: 'BMSP' }, ['getPrivateData', OWN, 'p'])).to.equal(
      'GET_STATE failed: transaction ID: t: private data matching public hash version is not available. ' +
        'Public hash version = {BlockNum: 0, TxNum: 0}, Private data version = <nil>',
    );
    expect(await runAs({ at: 'BMSP' }, ['getPrivateData', OWN, 'absent'])).to.deep.equal(['']);
  });

  it('that a peer missed is an error, not an absence', async () => {
    await network.commit([await simulate(['putPrivateData', OWN, 'p', 'one'])], { withPrivate: false });
    expect(await refusal({}, ['getPrivateData', OWN, 'p'])).to.match(
      /private data matching public hash version is not available/,
    );
    expect(await run(['getPrivateDataHash', OWN, 'p'])).to.deep.equal([sha256('one')]);
  });

  it('of a named collection stands at its members and answers their callers only', async () => {
    await submit(['putPrivateData', 'shared', 'p', 'one']);
    expect(await runAs({ at: 'BMSP', by: 'BMSP' }, ['getPrivateData', 'shared', 'p'])).to.deep.equal(['one']);
    expect(await refusal({ at: 'AMSP', by: 'CMSP' }, ['getPrivateData', 'shared', 'p'])).to.equal(
      'GET_STATE failed: transaction ID: t: tx creator does not have read access permission on privatedata in chaincodeName:probe collectionName: shared',
    );
    expect(await refusal({ by: 'CMSP' }, ['putPrivateData', 'shared', 'p', 'x'])).to.equal(
      'PUT_STATE failed: transaction ID: t: tx creator does not have write access permission on privatedata in chaincodeName:probe collectionName: shared',
    );
    expect(await runAs({ at: 'CMSP', by: 'CMSP' }, ['getPrivateDataHash', 'shared', 'p'])).to.deep.equal([
      sha256('one'),
    ]);
  });

  it('of an unknown collection or a stranger is refused', async () => {
    expect(await refusal({}, ['getPrivateData', 'nowhere', 'p'])).to.equal(
      'GET_STATE failed: transaction ID: t: collection district/probe/nowhere could not be found',
    );
    expect(await refusal({}, ['getPrivateDataHash', 'nowhere', 'p'])).to.equal(
      'GET_PRIVATE_DATA_HASH failed: transaction ID: t: collection [nowhere] not defined in the collection config for chaincode [probe]',
    );
    expect(await refusal({}, ['putPrivateData', '_implicit_org_XMSP', 'p', 'x'])).to.equal(
      'PUT_STATE failed: transaction ID: t: collection [_implicit_org_XMSP] not defined in the collection config for chaincode [probe]',
    );
  });

  it('is not scanned in a transaction that writes', async () => {
    await submit(['putPrivateData', OWN, 'b', '2'], ['putPrivateData', OWN, 'a', '1']);
    const scan = ['getPrivateDataByRange', OWN, 'a', 'z'];
    expect(await run(scan)).to.deep.equal([['a', 'b']]);
    expect(await refusal({}, ['putState', 'k', '1'], scan)).to.equal(
      'GET_STATE_BY_RANGE failed: transaction ID: t: txid [t]: unsuppored transaction. Queries on pvt data is supported only in a read-only transaction',
    );
    expect(await refusal({}, scan, ['putState', 'k', '1'])).to.equal(
      'PUT_STATE failed: transaction ID: t: txid [t]: unsuppored transaction. Transaction has already performed queries on pvt data. Writes are not allowed',
    );
  });

  it('is deleted by an empty buffer, while the shim refuses an empty text', async () => {
    expect(await network.refusal('Run', steps(['putPrivateData', OWN, 'p', '']))).to.equal('value must be valid');
    await submit(['putPrivateData', OWN, 'p', 'one']);
    await submit(['deletePrivateData', OWN, 'p']);
    expect(await run(['getPrivateData', OWN, 'p'], ['getPrivateDataHash', OWN, 'p'])).to.deep.equal(['', '']);
  });

  it('leaves state by a purge, which is valid for an absent key too and conflicts later readers of the block', async () => {
    await submit(['putPrivateData', OWN, 'p', 'one']);
    const purge = await simulate(['purgePrivateData', OWN, 'p']);
    const reader = await simulate(['getPrivateDataHash', OWN, 'p'], ['putState', 'r', '1']);
    expect(await network.commit([purge, reader])).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await run(['getPrivateData', OWN, 'p'], ['getPrivateDataHash', OWN, 'p'])).to.deep.equal(['', '']);
    const [again, late] = [
      await simulate(['purgePrivateData', OWN, 'p']),
      await simulate(['getPrivateDataHash', OWN, 'p'], ['putState', 'r', '1']),
    ];
    expect(await network.commit([again, late])).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('leaves state by a purge whose private write-set is missing', async () => {
    await submit(['putPrivateData', OWN, 'p', 'one'], ['putPrivateData', OWN, 'q', 'two']);
    await network.commit([await simulate(['purgePrivateData', OWN, 'p'])], { withPrivate: false });
    expect(await run(['getPrivateData', OWN, 'p'], ['getPrivateDataByRange', OWN, 'a', 'z'])).to.deep.equal([
      '',
      ['q'],
    ]);
  });

  it('with blockToLive 1 is readable through one more block, then value and hash are gone', async () => {
    await submit(['putPrivateData', 'brief', 'p', 'one']); // block 0
    await submit(['putState', 'k', '1']); // block 1
    expect(await run(['getPrivateData', 'brief', 'p'])).to.deep.equal(['one']);
    await submit(['putState', 'k', '2']); // block 2 = 0 + 1 + 1
    expect(await run(['getPrivateData', 'brief', 'p'], ['getPrivateDataHash', 'brief', 'p'])).to.deep.equal(['', '']);
    expect(await runAs({ at: 'BMSP', by: 'BMSP' }, ['getPrivateDataByRange', 'brief', 'a', 'z'])).to.deep.equal([[]]);
  });

  it('with blockToLive lives anew from a rewrite, even one in the block that would end it', async () => {
    await submit(['putPrivateData', 'brief', 'p', 'one']); // block 0
    await submit(['putState', 'k', '1']); // block 1
    await submit(['putPrivateData', 'brief', 'p', 'two']); // block 2
    await submit(['putState', 'k', '2']); // block 3
    expect(await run(['getPrivateData', 'brief', 'p'])).to.deep.equal(['two']);
    await submit(['putState', 'k', '3']); // block 4
    expect(await run(['getPrivateDataHash', 'brief', 'p'])).to.deep.equal(['']);
  });

  it('that does not belong to the hash on chain stops the commit', async () => {
    const [one, two] = [
      await simulate(['putPrivateData', OWN, 'p', 'one']),
      await simulate(['putPrivateData', OWN, 'p', 'two']),
    ];
    const forged = { ...one, privateResults: two.privateResults };
    const error = await network.commit([forged]).catch((reason: unknown) => reason);
    expect((error as Error).message).to.match(
      /^hash of pvt data for collection \[probe:_implicit_org_AMSP\] does not match with the corresponding hash in the public data\. public hash = \[\[\]byte\{0x/,
    );
    expect(network.state.savepoint).to.equal(0);
  });

  it('may have been erased in part when blocks are replayed, but not altered', async () => {
    await submit(['putPrivateData', OWN, 'p', 'one'], ['putPrivateData', OWN, 'q', 'two']);
    const [block] = network.blocks;
    const whole = Buffer.from(block?.privateResults.get(0) ?? []);
    const without = (key: string): Map<number, Uint8Array> => new Map([[0, withoutKey(whole, key)]]);
    const apply = (results: Map<number, Uint8Array>) =>
      network.state.apply(0, block?.transactions ?? [], ['VALID'], results).then(
        () => 'applied',
        (error: unknown) => (error as Error).message,
      );
    await network.emptyState();
    const altered = Buffer.from(whole.toString('latin1').replace('two', 'TWO'), 'latin1');
    expect(await apply(new Map([[0, altered]]))).to.match(/^hash of pvt data/);
    expect(await apply(without('p'))).to.equal('applied');
    expect(await run(['getPrivateDataByRange', OWN, 'a', 'z'])).to.deep.equal([['q']]);
  });

  it('without private writes has no private write-set', async () => {
    expect((await simulate(['putState', 'k', '1'])).privateResults).to.have.length(0);
    expect((await simulate(['getPrivateDataHash', OWN, 'p'])).privateResults).to.have.length(0);
  });
});
