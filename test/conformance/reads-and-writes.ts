// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { outcomesOf, refusedRequest, requestError } from '../network/conformance/support/steps-network.js';
import { bytes, NO_VALUE } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

/** U+FF5E stands before U+1F600 in UTF-8 and behind it in UTF-16. */
const WIDE_TILDE = '\uFF5E';
const GRIN = '\u{1F600}';

export const readsAndWrites = suite('conformance A: reads and writes inside one transaction', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open();
  });
  after(() => network.remove());

  it('F1 GetState after PutState in the same transaction answers the committed value', async () => {
    const first = await network.endorse(['putState', 'f1', 'new'], ['getState', 'f1']);
    expect(outcomesOf(first)).to.deep.equal(['', '']);
    expect(await network.order(first)).to.deep.equal(['VALID']);
    const second = await network.endorse(['putState', 'f1', 'newer'], ['getState', 'f1']);
    expect(outcomesOf(second)).to.deep.equal(['', 'new']);
    expect(network.endorsedRwset(first).reads).to.deep.equal([{ key: 'f1', version: undefined }]);
    expect(await network.ask(['getState', 'f1'])).to.deep.equal(['new']);
  });

  it('F2 after DelState in the same transaction GetState and range scans still show the committed value', async () => {
    await network.submit(['putState', 'f2', 'one']);
    const deleter = await network.endorse(
      ['deleteState', 'f2'],
      ['getState', 'f2'],
      ['getStateByRange', 'f2', 'f2~'],
      ['getState', 'f2'],
    );
    expect(outcomesOf(deleter)).to.deep.equal(['', 'one', ['f2'], 'one']);
    expect(await network.order(deleter)).to.deep.equal(['VALID']);
    expect(await network.ask(['getState', 'f2'], ['getStateByRange', 'f2', 'f2~'])).to.deep.equal(['', []]);
  });

  it('F3 range scans never include keys put earlier in the same transaction', async () => {
    await network.submit(['putState', 'f3-b', '1']);
    const scan = await network.endorse(
      ['putState', 'f3-a', '1'],
      ['putState', 'f3-b', '2'],
      ['putState', 'f3-c', '1'],
      ['getStateByRange', 'f3-', 'f3-~'],
    );
    expect(outcomesOf(scan).at(-1)).to.deep.equal(['f3-b']);
    const [range] = network.endorsedRwset(scan).ranges;
    expect(range?.reads?.map(({ key }) => key)).to.deep.equal(['f3-b']);
    expect(await network.order(scan)).to.deep.equal(['VALID']);
    expect(await network.ask(['getStateByRange', 'f3-', 'f3-~'])).to.deep.equal([['f3-a', 'f3-b', 'f3-c']]);
  });

  it('F4 only the last write of a key survives, one read of a key is kept, sets are sorted by key', async () => {
    const { blockNumber } = await network.submit(
      ['putState', `f4-${GRIN}`, 'x'],
      ['putState', `f4-${WIDE_TILDE}`, 'x'],
      ['putState', 'f4-b', 'first'],
      ['putState', 'f4-a', 'x'],
      ['deleteState', 'f4-b'],
      ['putState', 'f4-b', 'last'],
      ['putState', 'f4-c', 'x'],
      ['deleteState', 'f4-c'],
      ['getState', `f4-${GRIN}`],
      ['getState', 'f4-z'],
      ['getState', `f4-${WIDE_TILDE}`],
      ['getState', 'f4-z'],
    );
    const { reads, writes } = await network.rwset(blockNumber);
    expect(reads.map(({ key }) => key)).to.deep.equal(['f4-z', `f4-${WIDE_TILDE}`, `f4-${GRIN}`]);
    expect(writes).to.deep.equal([
      { key: 'f4-a', value: 'x', isDelete: false },
      { key: 'f4-b', value: 'last', isDelete: false },
      { key: 'f4-c', value: '', isDelete: true },
      { key: `f4-${WIDE_TILDE}`, value: 'x', isDelete: false },
      { key: `f4-${GRIN}`, value: 'x', isDelete: false },
    ]);
  });

  for (const [what, empty] of [
    ['an empty text', ''],
    ['an empty Buffer', bytes('')],
    ['undefined', NO_VALUE],
    ['null', null],
  ] as const) {
    it(`F5 putting ${what} deletes the key`, async () => {
      const key = `f5 ${what}`;
      await network.submit(['putState', key, 'one']);
      const { blockNumber, validationCode } = await network.submit(['putState', key, empty]);
      expect(validationCode).to.equal('VALID');
      expect((await network.rwset(blockNumber)).writes).to.deep.equal([{ key, value: '', isDelete: true }]);
      const [value, range, history] = await network.ask(
        ['getState', key],
        ['getStateByRange', key, `${key}~`],
        ['getHistoryForKey', key],
      );
      expect([value, range]).to.deep.equal(['', []]);
      expect(
        (history as { isDelete: boolean; value: string }[]).map(({ isDelete, value: was }) => [isDelete, was]),
      ).to.deep.equal([
        [true, ''],
        [false, 'one'],
      ]);
    });
  }

  it('F5 putting a number, a boolean or an object is refused before the peer is asked', async () => {
    const asked = (value: unknown) => network.refusal(['putState', 'f5', value]);
    const refusal = (type: string) => `chaincode response 500, Failure: Cannot coerce to Uint8Array: ${type}`;
    expect(await asked(5)).to.equal(refusal('number'));
    expect(await asked(true)).to.equal(refusal('boolean'));
    expect(await asked({ name: 'value' })).to.equal(refusal('object'));
  });

  it('F6 putPrivateData refuses an empty text but takes an empty Buffer for a delete', async () => {
    const own = '_implicit_org_AMSP';
    expect(await network.refusal(['putPrivateData', own, 'f6', ''])).to.equal(
      'chaincode response 500, value must be valid',
    );
    await network.submit(['putPrivateData', own, 'f6', 'one']);
    const { blockNumber, validationCode } = await network.submit(['putPrivateData', own, 'f6', bytes('')]);
    expect(validationCode).to.equal('VALID');
    const [collection] = (await network.rwset(blockNumber)).collections;
    expect(collection?.writes).to.have.length(1);
    expect(collection?.writes[0]).to.include({
      isDelete: true,
      isPurge: false,
      valueHash: '',
    });
    expect(await network.ask(['getPrivateData', own, 'f6'], ['getPrivateDataHash', own, 'f6'])).to.deep.equal(['', '']);
  });

  it('F7 two blind writers of one key in a block are both VALID and the last one wins', async () => {
    await network.submit(['putState', 'f7', '0']);
    const one = await network.endorse(['putState', 'f7', 'one']);
    const two = await network.endorse(['putState', 'f7', 'two']);
    expect(await network.order(two, one)).to.deep.equal(['VALID', 'VALID']);
    expect(await network.ask(['getState', 'f7'])).to.deep.equal(['one']);
  });

  it('F8 reading an absent key records a nil version, so that get-then-put creates only once', async () => {
    const create = (value: string) => network.endorse(['getState', 'f8'], ['putState', 'f8', value]);
    const [one, two, late] = [await create('one'), await create('two'), await create('late')];
    expect(network.endorsedRwset(one).reads).to.deep.equal([{ key: 'f8', version: undefined }]);
    expect(await network.order(one, two)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await network.order(late)).to.deep.equal(['MVCC_READ_CONFLICT']);
    expect(await network.ask(['getState', 'f8'])).to.deep.equal(['one']);
  });

  it('F9 an absent key reads as a Buffer of length 0', async () => {
    expect(
      await network.ask(
        ['kindOf', 'getState', 'f9'],
        ['kindOf', 'getPrivateData', '_implicit_org_AMSP', 'f9'],
        ['kindOf', 'getPrivateDataHash', '_implicit_org_AMSP', 'f9'],
      ),
    ).to.deep.equal(['Buffer of 0', 'Buffer of 0', 'Buffer of 0']);
  });

  it('F10 a refused request does not poison the transaction: chaincode that goes on is endorsed with its writes', async () => {
    const transaction = await network.endorseAs(
      { transaction: 'Try' },
      ['putState', 'f10-before', '1'],
      ['getPrivateDataHash', 'nowhere', 'k'],
      ['putState', 'f10-after', '1'],
    );
    const refusal = requestError(
      'GET_PRIVATE_DATA_HASH',
      'collection [nowhere] not defined in the collection config for chaincode [conformance]',
    );
    expect(outcomesOf(transaction)).to.deep.equal(['', refusal, '']);
    expect(await network.order(transaction)).to.deep.equal(['VALID']);
    expect(await network.ask(['getState', 'f10-before'], ['getState', 'f10-after'])).to.deep.equal(['1', '1']);
    expect(await network.refusal(['putState', 'x', '1'], ['getPrivateDataHash', 'nowhere', 'k'])).to.equal(
      refusedRequest(
        'GET_PRIVATE_DATA_HASH',
        'collection [nowhere] not defined in the collection config for chaincode [conformance]',
      ),
    );
  });

  it('F11 one simulation sees one committed height, whatever is committed meanwhile', async () => {
    await network.submit(['putState', 'f11-a', 'old'], ['putState', 'f11-b', 'old']);
    const gate = network.gate('f11');
    const reader = network.endorse(
      ['getState', 'f11-a'],
      ['passGate', 'f11'],
      ['getState', 'f11-a'],
      ['getState', 'f11-b'],
      ['getStateByRange', 'f11-', 'f11-~'],
    );
    await gate.reached;
    const writer = network.submit(
      ['putState', 'f11-a', 'new'],
      ['putState', 'f11-b', 'new'],
      ['putState', 'f11-c', 'new'],
    );
    // A peer may let the block wait for the simulation, or give the simulation a snapshot.
    await Promise.race([writer, new Promise((resolve) => setTimeout(resolve, 300))]);
    gate.open();
    const simulated = await reader;
    expect(outcomesOf(simulated)).to.deep.equal(['old', null, 'old', 'old', ['f11-a', 'f11-b']]);
    expect((await writer).validationCode).to.equal('VALID');
    expect(await network.order(simulated)).to.deep.equal(['MVCC_READ_CONFLICT']);
  });
});
