// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { collection, OWN } from '../network/conformance/support/collections.js';
import { ANYONE, CHAINCODE, refusedRequest } from '../network/conformance/support/steps-network.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { StepsContract } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const LAST = '\u{10FFFF}';
const NO_UTF8 = 'unmarshal failed: string field contains invalid UTF-8';
const EMPTY_PART = 'chaincode response 500, object type or attribute not a non-zero length string';

export const keys = suite('conformance D: keys and composite keys', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    const chaincode = { contracts: [StepsContract], endorsementPolicy: ANYONE, collections: [collection('Coll')] };
    network = await stage.open({ chaincodes: [CHAINCODE, 'one-more'].map((name) => ({ ...chaincode, name })) });
  });
  after(() => network.remove());

  it('F36 any text is a key, the empty one too, and any bytes are a value', async () => {
    const keys = ['', '_a', '\0', '\0\0x', ' ', '\uFEFF', '字', LAST, 'k'.repeat(70_000)];
    const { validationCode } = await network.submit(...keys.map((key, at) => ['putState', key, `v${at}`] as const));
    expect(validationCode).to.equal('VALID');
    expect(await network.ask(...keys.map((key) => ['getState', key] as const))).to.deep.equal(
      keys.map((_, at) => `v${at}`),
    );
    // Half a surrogate pair is no text: the shim writes bytes that are no UTF-8, and the peer refuses the message.
    for (const [type, step] of [
      ['PUT_STATE', ['putState', 'f36-\uD800', '1']],
      ['GET_STATE', ['getState', 'f36-\uD800']],
      ['GET_STATE_BY_RANGE', ['getStateByRange', 'f36-\uD800', '']],
      ['GET_PRIVATE_DATA_HASH', ['getPrivateDataHash', OWN, 'f36-\uD800']],
    ] as const) {
      expect(await network.refusal(step)).to.equal(refusedRequest(type, NO_UTF8));
    }
    for (const value of ['{"_id":1,"~version":2}', '\0', '{']) {
      expect((await network.submit(['putState', 'f36', value])).validationCode).to.equal('VALID');
      expect(await network.ask(['getState', 'f36'])).to.deep.equal([value]);
    }
  });

  it('F40 a composite key is U+0000, the type and U+0000, then each attribute and U+0000', async () => {
    const [key, bare] = await network.ask(
      ['createCompositeKey', 'type', ['a', '字']],
      ['createCompositeKey', 'type', []],
    );
    expect(key).to.equal('\0type\0a\0字\0');
    expect(bare).to.equal('\0type\0');
    const { blockNumber } = await network.submit(['putState', key, '1']);
    expect((await network.rwset(blockNumber)).writes.map((write) => write.key)).to.deep.equal(['\0type\0a\0字\0']);
    expect(await network.ask(['getStateByPartialCompositeKey', 'type', ['a']])).to.deep.equal([[key]]);
  });

  it('F40 an empty part and one that is no text are refused', async () => {
    for (const [type, attributes] of [
      ['', ['a']],
      [5, ['a']],
      ['type', ['a', '']],
      ['type', ['a', null]],
      ['type', [7]],
    ] as const) {
      expect(await network.refusal(['createCompositeKey', type, attributes])).to.equal(EMPTY_PART);
      expect(await network.refusal(['getStateByPartialCompositeKey', type, attributes])).to.equal(EMPTY_PART);
    }
  });

  it('F41 splitting a simple key gives no type and no attributes', async () => {
    const [simple, empty, composite] = await network.ask(
      ['splitCompositeKey', 'simple'],
      ['splitCompositeKey', ''],
      ['splitCompositeKey', '\0type\0a\0b\0'],
    );
    expect(simple).to.deep.equal({ objectType: null, attributes: [] });
    expect(empty).to.deep.equal({ objectType: null, attributes: [] });
    expect(composite).to.deep.equal({ objectType: 'type', attributes: ['a', 'b'] });
  });

  it('F42 an attribute that starts with U+10FFFF is accepted but invisible to the partial scan', async () => {
    const [seen, unseen] = (await network.ask(
      ['createCompositeKey', 'f42', [`a${LAST}`]],
      ['createCompositeKey', 'f42', [`${LAST}a`]],
    )) as [string, string];
    const put = await network.submit(['putState', seen, '1'], ['putState', unseen, '2']);
    expect(put.validationCode).to.equal('VALID');
    const scan = await network.submit(['getStateByPartialCompositeKey', 'f42', []]);
    const [range] = (await network.rwset(scan.blockNumber)).ranges;
    expect(range).to.include({ start: '\0f42\0', end: `\0f42\0${LAST}`, exhausted: true });
    expect(range?.reads?.map(({ key }) => key)).to.deep.equal([seen]);
    expect(await network.ask(['getState', unseen])).to.deep.equal(['2']);
  });

  it('F43 each chaincode has keys and collections of its own', async () => {
    const read = [
      ['getState', 'f43'],
      ['getStateByRange', 'f43', 'f44'],
      ['getPrivateDataHash', 'Coll', 'f43'],
    ] as const;
    await network.submit(['putState', 'f43', '1'], ['putPrivateData', 'Coll', 'f43', 'secret']);
    expect(await network.askAs({ chaincode: 'one-more' }, ...read)).to.deep.equal(['', [], '']);
    await network.submitAs({ chaincode: 'one-more' }, ['putState', 'f43', '2']);
    const hash = createHash('sha256').update('secret').digest('hex');
    expect(await network.ask(...read)).to.deep.equal(['1', ['f43'], hash]);
  });
});
