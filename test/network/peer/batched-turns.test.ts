// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import fc from 'fast-check';
import shim from 'fabric-shim';
import { parseRwset } from '../../../network/embedded/peer/rwset/parse-rwset.js';
import { ProbeNetwork } from './probe-network.js';
import { record, TurnsContract } from './turns-contract.js';
import type { Reads, Write } from './turns-contract.js';

const OWN = '_implicit_org_AMSP';
const FOREIGN = '_implicit_org_BMSP';
const SHARED = 'shared';
const { GET_STATE_MULTIPLE, WRITE_BATCH_STATE } = peer.ChaincodeMessage.Type;

function policyOf(...mspIds: string[]): string {
  const made = new shim.KeyEndorsementPolicy();
  made.addOrgs('PEER', ...mspIds);
  return Buffer.from(made.getPolicy()).toString('base64');
}

const keys = fc.constantFrom('', 'a', 'b', '\0composite\0x\0', '字', '\u{1F600}', '\uFF5E');
const values = fc.constantFrom('', 'AA==', Buffer.from('value').toString('base64'));
/** The shim refuses the empty key in collections before any peer sees it. */
const reachesPeer = ({ collection, key }: Write): boolean => collection === '' || key !== '';
const place = { collection: fc.constantFrom('', '', OWN, SHARED, FOREIGN), key: keys };
const write: fc.Arbitrary<Write> = fc.record({
  type: fc.constantFrom('put' as const, 'delete' as const),
  ...place,
  value: values,
});
const policy: fc.Arbitrary<Write> = fc.record({
  type: fc.constant('policy' as const),
  ...place,
  value: fc.constantFrom('', policyOf('AMSP'), policyOf('AMSP', 'BMSP')),
});
const purge: fc.Arbitrary<Write> = fc.record({
  type: fc.constant('purge' as const),
  collection: fc.constantFrom(OWN, SHARED),
  key: keys,
  value: fc.constant(''),
});
const reads: fc.Arbitrary<Reads[]> = fc.array(
  fc.record({
    collection: fc.constantFrom('', OWN, SHARED),
    keys: fc.array(
      keys.filter((key) => key !== ''),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 3 },
);

describe('requests for several keys at once', () => {
  let network: ProbeNetwork;

  before(async () => {
    const collection = {
      name: SHARED,
      policy: "OR('AMSP.member', 'BMSP.member')",
      requiredPeerCount: 0,
      maxPeerCount: 1,
      blockToLive: 0,
      memberOnlyRead: true,
      memberOnlyWrite: true,
    };
    network = await ProbeNetwork.open({ contracts: [TurnsContract], collections: [collection] });
  });
  after(() => network.close());

  const args = (read: readonly Reads[], writes: readonly Write[]) => [JSON.stringify(read), JSON.stringify(writes)];
  const send = (type: number, payload: Uint8Array, transactionId = 't', by = 'AMSP') =>
    network.read('Send', [String(type), Buffer.from(payload).toString('base64'), transactionId], {
      transactionId: 't',
      by,
    });

  it('give byte for byte the read-write sets of single requests, public, private and hashed', async () => {
    let count = 0;
    const histories = fc.asyncProperty(
      reads,
      fc.array(fc.oneof(write, write, policy, purge).filter(reachesPeer), { maxLength: 12 }),
      async (read, writes) => {
        const call = { transactionId: `t${(count += 1)}` };
        const single = await network.simulate('Single', args(read, writes), call);
        const batched = await network.simulate('Batched', args(read, writes), call);
        expect(batched.answer).to.deep.equal(single.answer);
        expect(single.answer.status).to.equal(200);
        expect(Buffer.from(batched.results).toString('hex')).to.equal(Buffer.from(single.results).toString('hex'));
        expect(Buffer.from(batched.privateResults)).to.deep.equal(Buffer.from(single.privateResults));
        // What was written is there for those that follow.
        await network.commit([batched], { endorsers: ['AMSP', 'BMSP'] });
      },
    );
    await fc.assert(histories, { numRuns: 150, seed: 4 });
  }).timeout(20_000);

  it('give one value for each key, in the order of the keys', async () => {
    const b64 = (text: string): string => Buffer.from(text).toString('base64');
    await network.submit('Batched', args([], [{ type: 'put', collection: '', key: 'order', value: b64('1') }]));
    const asked = [{ collection: '', keys: ['nothing', 'order', 'nothing', 'order'] }];
    expect(JSON.parse(await network.read('Batched', args(asked, [])))).to.deep.equal(['', b64('1'), '', b64('1')]);
    expect(JSON.parse(await network.read('Batched', args([{ collection: '', keys: [] }], [])))).to.deep.equal([]);
  });

  it('read what a peer holds of a collection even if it does not fit the hash, and record the version of that', async () => {
    const key = 'unfit';
    const put = { type: 'put', collection: SHARED, key, value: 'AA==' } as const;
    await network.commit([await network.simulate('Single', args([], [put]))], { withPrivate: false });
    const asked = [{ collection: SHARED, keys: [key] }];
    expect(await network.refusal('Single', args(asked, []))).to.match(/private data matching public hash version/);
    const reader = await network.simulate('Batched', args(asked, [{ ...put, collection: '' }]));
    expect(reader.text).to.equal('[""]');
    expect(await network.commit([reader])).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('are refused as single ones are, and keep what was written before the refusal', async () => {
    const batch = new peer.WriteBatchState();
    const put = { type: 'put', collection: '', key: 'before', value: 'AA==' } as const;
    batch.setRecList([record(put), record({ ...put, type: 'purge' }), record({ ...put, key: 'after' })]);
    const payload = Buffer.from(batch.serializeBinary()).toString('base64');
    const { text, results } = await network.simulate('Send', [String(WRITE_BATCH_STATE), payload, 't'], {
      transactionId: 't',
    });
    expect(text).to.equal('WRITE_BATCH_STATE failed: transaction ID: t: only applicable for private data');
    const written = parseRwset(results).flatMap(({ writes }) => writes.map((each) => each.key));
    expect(written).to.deep.equal(['before']);

    batch.setRecList([new peer.WriteRecord()]);
    expect(await send(WRITE_BATCH_STATE, batch.serializeBinary())).to.equal(
      'WRITE_BATCH_STATE failed: transaction ID: t: unknown operation type',
    );
    const asked = new peer.GetStateMultiple();
    asked.setKeysList(['k']);
    asked.setCollection('nowhere');
    expect(await send(GET_STATE_MULTIPLE, asked.serializeBinary())).to.equal(
      'GET_STATE_MULTIPLE failed: transaction ID: t: collection district/probe/nowhere could not be found',
    );
    asked.setCollection(SHARED);
    expect(await send(GET_STATE_MULTIPLE, asked.serializeBinary(), 't', 'CMSP')).to.equal(
      'GET_STATE_MULTIPLE failed: transaction ID: t: tx creator does not have read access permission on privatedata in chaincodeName:probe collectionName: shared',
    );
  });

  it('are refused for another transaction, with bytes that are no message, and for types that nobody knows', async () => {
    expect(await send(WRITE_BATCH_STATE, new Uint8Array(), 'other')).to.equal(
      'WRITE_BATCH_STATE failed: transaction ID: t: no ledger context',
    );
    expect(await send(GET_STATE_MULTIPLE, Uint8Array.of(255))).to.match(
      /^GET_STATE_MULTIPLE failed: transaction ID: t: unmarshal failed: /,
    );
    expect(await send(99, new Uint8Array())).to.equal(
      '[t] Fabric side handler cannot handle message (99) while in ready state',
    );
  });
});
