// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { expect } from 'chai';
import { EmbeddedNetwork, NetworkError } from '../../../network/embedded/index.js';
import { ANYONE, StepsNetwork } from './support/steps-network.js';
import { StepsContract } from './support/steps-contract.js';

const LAST = '\u{10FFFF}';
const EMPTY_PART = 'chaincode response 500, object type or attribute not a non-zero length string';

describe('conformance D: keys and composite keys', () => {
  let network: StepsNetwork;

  before(async () => {
    network = await StepsNetwork.open();
  });
  after(() => network.remove());

  it('F36 any text is a key, the empty one too, and any bytes are a value', async () => {
    const keys = ['', '_a', '\0', '\0\0x', ' ', '\uFEFF', '字', LAST, 'k'.repeat(70_000)];
    const { validationCode } = await network.submit(...keys.map((key, at) => ['putState', key, `v${at}`] as const));
    expect(validationCode).to.equal('VALID');
    expect(await network.ask(...keys.map((key) => ['getState', key] as const))).to.deep.equal(
      keys.map((_, at) => `v${at}`),
    );
    // Half a surrogate pair is no text: on its way to the peer it becomes U+FFFD.
    await network.submit(['putState', 'f36-\uD800', '1']);
    expect(await network.ask(['getState', 'f36-\uFFFD'])).to.deep.equal(['1']);
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
});

describe('conformance D: namespaces', () => {
  let network: StepsNetwork;
  const chaincode = { contracts: [StepsContract], endorsementPolicy: ANYONE };
  const shared = {
    name: 'Coll',
    policy: "OR('AMSP.member', 'BMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
  };

  before(async () => {
    const names = ['one', 'one-more'];
    const chaincodes = names.map((name) => ({ ...chaincode, name, collections: [shared] }));
    network = await StepsNetwork.open({ chaincodes });
  });
  after(() => network.remove());

  it('F43 each chaincode has keys and collections of its own', async () => {
    const read = [
      ['getState', 'k'],
      ['getStateByRange', '', ''],
      ['getPrivateDataHash', 'Coll', 'p'],
    ] as const;
    await network.submitAs({ chaincode: 'one' }, ['putState', 'k', '1'], ['putPrivateData', 'Coll', 'p', 'secret']);
    expect(await network.askAs({ chaincode: 'one-more' }, ...read)).to.deep.equal(['', [], '']);
    await network.submitAs({ chaincode: 'one-more' }, ['putState', 'k', '2']);
    const hash = createHash('sha256').update('secret').digest('hex');
    expect(await network.askAs({ chaincode: 'one' }, ...read)).to.deep.equal(['1', ['k'], hash]);
  });

  it('F43 the state has `d`, namespace, U+0000, key; hashes stand in `$$h`, values in `$$p`, one for each member', async () => {
    await network.submitAs({ chaincode: 'one' }, ['putState', 'k', '1'], ['putPrivateData', 'Coll', 'p', 'secret']);
    await network.network.close();
    const state = new ClassicLevel(join(network.options.directory, 'state'));
    const keys = await state.keys().all();
    await state.close();
    const hash = createHash('sha256').update('p').digest('hex');
    expect(keys).to.include.members(['done\0k', `done$$hColl\0${hash}`]);
    expect(keys.filter((key) => key.includes('$$p'))).to.deep.equal(['pAMSP\0one$$pColl\0p', 'pBMSP\0one$$pColl\0p']);
    await network.reopen();
  });

  it('F43 a chaincode name is letters and digits, joined by single hyphens or underscores', async () => {
    const opened = async (name: string): Promise<string> => {
      try {
        await EmbeddedNetwork.open({ ...network.options, chaincodes: [{ ...chaincode, name }] });
      } catch (error) {
        expect(error).to.be.instanceOf(NetworkError);
        return (error as Error).message;
      }
      throw new Error(`${name} was taken`);
    };
    for (const name of ['', '-a', 'a-', 'a--b', 'a-_b', 'a.b', 'a b', 'ä', 'a$$hColl', 'a\n']) {
      expect(await opened(name)).to.equal(
        `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
      );
    }
    for (const name of ['a', '1a', 'a-b_C9']) {
      // The folder is in use by the open network: the name was no obstacle.
      expect(await opened(name)).to.not.match(/chaincode name/);
    }
  });
});
