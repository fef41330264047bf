// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { BareSimulator } from '../network/conformance/support/bare-simulator.js';
import { collection, OWN } from '../network/conformance/support/collections.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { outcomesOf, refusedRequest, requestError } from '../network/conformance/support/steps-network.js';
import { suite } from './stage.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function undefinedCollection(name: string): string {
  return `collection [${name}] not defined in the collection config for chaincode [conformance]`;
}

export const privateData = suite('conformance G: private data', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open({ collections: [collection('shared')] });
  });
  after(() => network.remove());

  for (const name of [OWN, 'shared']) {
    it(`F64 neither value nor hash of what the transaction wrote is read back (${name})`, async () => {
      const read = [['getPrivateData', name, 'f64'] as const, ['getPrivateDataHash', name, 'f64'] as const];
      const first = await network.endorse(['putPrivateData', name, 'f64', 'one'], ...read);
      expect(outcomesOf(first)).to.deep.equal(['', '', '']);
      expect(await network.order(first)).to.deep.equal(['VALID']);
      const second = await network.endorse(['putPrivateData', name, 'f64', 'two'], ...read);
      expect(outcomesOf(second)).to.deep.equal(['', 'one', sha256('one')]);
      const third = await network.endorse(['deletePrivateData', name, 'f64'], ...read);
      expect(outcomesOf(third)).to.deep.equal(['', 'one', sha256('one')]);
      expect(await network.order(third)).to.deep.equal(['VALID']);
      expect(await network.ask(...read)).to.deep.equal(['', '']);
    });
  }

  it('F65 the read-write set carries the bare SHA-256 of key and value, without any salt', async () => {
    const { blockNumber } = await network.submit(
      ['putPrivateData', OWN, 'f65-c', 'value c'],
      ['putPrivateData', OWN, 'f65-b', 'value b'],
      ['putPrivateData', OWN, 'f65-a', 'value a'],
    );
    const { collections, writes } = await network.rwset(blockNumber);
    expect(writes).to.deep.equal([]);
    expect(collections).to.have.length(1);
    expect(collections[0]?.collection).to.equal(OWN);
    const hashes = (which: string) => ({
      keyHash: sha256(`f65-${which}`),
      valueHash: sha256(`value ${which}`),
      isDelete: false,
      isPurge: false,
    });
    // In the order of the keys, not of the hashes.
    expect(collections[0]?.writes).to.deep.equal([hashes('a'), hashes('b'), hashes('c')]);
    expect(await network.askAs({ at: 'CMSP', by: 'CMSP' }, ['getPrivateDataHash', OWN, 'f65-a'])).to.deep.equal([
      sha256('value a'),
    ]);
  });

  it('F66 an undefined collection is refused in the words of the ledger', async () => {
    expect(await network.refusal(['getPrivateDataHash', 'nowhere', 'k'])).to.equal(
      refusedRequest('GET_PRIVATE_DATA_HASH', undefinedCollection('nowhere')),
    );
    const stranger = '_implicit_org_StrangerMSP';
    for (const [type, step] of [
      ['GET_STATE', ['getPrivateData', stranger, 'k']],
      ['PUT_STATE', ['putPrivateData', stranger, 'k', 'v']],
      ['DEL_STATE', ['deletePrivateData', stranger, 'k']],
      ['PURGE_PRIVATE_DATA', ['purgePrivateData', stranger, 'k']],
      ['GET_STATE_BY_RANGE', ['getPrivateDataByRange', stranger, 'a', 'z']],
    ] as const) {
      expect(await network.refusal(step)).to.equal(refusedRequest(type, undefinedCollection(stranger)));
    }
  });

  it('F66 where the caller is looked at first, an undefined collection could not be found', async () => {
    const reason = 'collection district/conformance/nowhere could not be found';
    expect(await network.refusal(['getPrivateData', 'nowhere', 'k'])).to.equal(refusedRequest('GET_STATE', reason));
    expect(await network.refusal(['putPrivateData', 'nowhere', 'k', 'v'])).to.equal(
      refusedRequest('PUT_STATE', reason),
    );
  });

  stage.itEmbedded('F66 a chaincode without any definition has no collections (below the handler)', async () => {
    const peer = await BareSimulator.open();
    try {
      const simulator = peer.simulate();
      const refusal =
        'collection config not defined for chaincode [other], pass the collection configuration upon chaincode definition/instantiation';
      expect(() => simulator.getPrivateData('other', OWN, 'k')).to.throw(refusal);
      expect(() => simulator.getPrivateDataHash('other', OWN, 'k')).to.throw(refusal);
      expect(() => {
        simulator.setPrivateData('other', OWN, 'k', Buffer.from('v'));
      }).to.throw(refusal);
      simulator.done();
    } finally {
      await peer.remove();
    }
  });

  it('F67 a peer that misses the value says so, with both versions; what is truly absent is empty', async () => {
    const { blockNumber } = await network.submit(['putPrivateData', OWN, 'f67', 'one']);
    const missing = (version: string) =>
      refusedRequest(
        'GET_STATE',
        `private data matching public hash version is not available. Public hash version = ${version}, Private data version = <nil>`,
      );
    const elsewhere = { at: 'BMSP', by: 'AMSP' };
    const read = ['getPrivateData', OWN, 'f67'] as const;
    expect(await network.refusalAs(elsewhere, read)).to.equal(missing(`{BlockNum: ${blockNumber}, TxNum: 0}`));
    const beside = await network.endorse(['putState', 'f67', '1']);
    const again = await network.endorse(['putPrivateData', OWN, 'f67', 'two']);
    await network.order(beside, again);
    expect(await network.refusalAs(elsewhere, read)).to.equal(missing(`{BlockNum: ${blockNumber + 1n}, TxNum: 1}`));
    expect(await network.ask(read)).to.deep.equal(['two']);
    expect(await network.askAs(elsewhere, ['getPrivateData', OWN, 'f67-absent'])).to.deep.equal(['']);
    await network.submit(['deletePrivateData', OWN, 'f67']);
    expect(await network.askAs(elsewhere, read)).to.deep.equal(['']);
  });

  it('what two endorsers answer differently is refused in the words of the gateway', async () => {
    await network.submit(['putPrivateData', OWN, 'differs', 'one']);
    const how = { transaction: 'Try', endorsers: ['AMSP', 'BMSP'] } as const;
    const refused = await network.endorseAs(how, ['getPrivateData', OWN, 'differs']).catch((error: unknown) => error);
    expect(refused).to.include({ message: 'ProposalResponsePayloads do not match', status: 500 });
  });

  it('F69 a private scan after a write, and a write after one, are refused', async () => {
    const unsupported = (reason: string) => `txid [TXID]: unsuppored transaction. ${reason}`;
    const afterWrite = unsupported('Queries on pvt data is supported only in a read-only transaction');
    const afterQuery = unsupported('Transaction has already performed queries on pvt data. Writes are not allowed');
    const range = ['getPrivateDataByRange', OWN, 'a', 'z'] as const;
    const rich = ['getPrivateDataQueryResult', OWN, '{}'] as const;
    const puts = [['putState', 'k', '1'] as const, ['putPrivateData', OWN, 'k', '1'] as const];
    for (const put of puts) {
      expect(await network.refusal(put, range)).to.equal(refusedRequest('GET_STATE_BY_RANGE', afterWrite));
      expect(await network.refusal(put, rich)).to.equal(refusedRequest('GET_QUERY_RESULT', afterWrite));
      expect(await network.refusal(range, put)).to.equal(refusedRequest('PUT_STATE', afterQuery));
    }
    expect(await network.refusal(range, ['purgePrivateData', OWN, 'k'])).to.equal(
      refusedRequest('PURGE_PRIVATE_DATA', afterQuery),
    );
    const tried = await network.endorseAs({ transaction: 'Try' }, rich, ['putState', 'k', '1']);
    expect(outcomesOf(tried)).to.deep.equal([
      requestError('GET_QUERY_RESULT', 'ExecuteQuery not supported for leveldb'),
      requestError('PUT_STATE', afterQuery),
    ]);
  });
});
