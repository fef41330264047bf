// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { ANYONE, refusedRequest } from '../network/conformance/support/steps-network.js';
import { StepsContract } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const WIDE_TILDE = '\uFF5E';
const GRIN = '\u{1F600}';
const NUL_REFUSED = 'contains a null character which is not allowed';
const OWN = '_implicit_org_AMSP';

export const ranges = suite('conformance B: what range scans answer', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    const chaincode = { contracts: [StepsContract], endorsementPolicy: ANYONE };
    const names = ['conformance', 'crowded', 'conformance-2'];
    network = await stage.open({ chaincodes: names.map((name) => ({ ...chaincode, name })) });
    await network.submit(['putState', 'a', '1'], ['putState', 'b', '1'], ['putState', 'c', '1']);
    await network.submitAs({ chaincode: 'conformance-2' }, ['putState', 'd', '1']);
  });
  after(() => network.remove());

  it('F13 a scan is [start, end); an empty end is the end of the namespace; start after end gives nothing', async () => {
    expect(
      await network.ask(
        ['getStateByRange', 'a', 'c'],
        ['getStateByRange', 'b', ''],
        ['getStateByRange', 'aa', 'c~'],
        ['getStateByRange', 'b', 'b'],
        ['getStateByRange', 'c', 'a'],
        ['getStateByRange', '', ''],
      ),
    ).to.deep.equal([['a', 'b'], ['b', 'c'], ['b', 'c'], [], [], ['a', 'b', 'c']]);
  });

  it('F14 rows come in the order of their UTF-8 bytes, which is not that of JavaScript', async () => {
    const keys = [`f14-${GRIN}`, 'f14-z', `f14-${WIDE_TILDE}`];
    await network.submitAs({ chaincode: 'crowded' }, ...keys.map((key) => ['putState', key, '1'] as const));
    const [found] = await network.askAs({ chaincode: 'crowded' }, ['getStateByRange', 'f14-', 'f14.']);
    expect(found).to.deep.equal(['f14-z', `f14-${WIDE_TILDE}`, `f14-${GRIN}`]);
    expect([...keys].sort()).to.deep.equal(['f14-z', `f14-${GRIN}`, `f14-${WIDE_TILDE}`]);
    const bounded = ['getStateByRange', `f14-${WIDE_TILDE}`, `f14-${GRIN}`] as const;
    expect(await network.askAs({ chaincode: 'crowded' }, bounded)).to.deep.equal([[`f14-${WIDE_TILDE}`]]);
  });

  it('F15 a scan from the empty start sees composite keys and the empty key at the peer, but not through the shim', async () => {
    const how = { chaincode: 'conformance-2' };
    await network.submitAs(how, ['putState', '', 'empty'], ['putState', '\0t\0a\0', 'composite']);
    const [shim, peer, empty] = await network.askAs(
      how,
      ['getStateByRange', '', ''],
      ['handleGetStateByRange', '', '', ''],
      ['getState', ''],
    );
    expect(shim).to.deep.equal(['d']);
    expect(peer).to.deep.equal(['', '\0t\0a\0', 'd']);
    expect(empty).to.equal('empty');
    const scan = await network.submitAs(how, ['getStateByRange', '', '']);
    const [range] = (await network.rwset(scan.blockNumber, 'conformance-2')).ranges;
    expect(range).to.include({ start: '\x01', end: '', exhausted: true });
  });

  it('F16 a start or end that begins with U+0000 is refused in public scans', async () => {
    const refusal = (key: string) => `chaincode response 500, first character of the key [${key}] ${NUL_REFUSED}`;
    expect(await network.refusal(['getStateByRange', '\0a', ''])).to.equal(refusal('\0a'));
    expect(await network.refusal(['getStateByRange', 'a', '\0b'])).to.equal(refusal('\0b'));
    expect(await network.refusal(['getStateByRangeWithPagination', '\0a', '', 5, ''])).to.equal(refusal('\0a'));
    expect(await network.refusal(['getStateByRangeWithPagination', '', '\0b', 5, ''])).to.equal(refusal('\0b'));
  });

  it('F16 but not in get, put and delete, nor in private scans', async () => {
    const key = '\0f16';
    const put = await network.submit(['putState', key, 'one'], ['putPrivateData', OWN, key, 'one']);
    expect(put.validationCode).to.equal('VALID');
    expect(await network.ask(['getState', key], ['getPrivateDataByRange', OWN, '\0', '\0~'])).to.deep.equal([
      'one',
      [key],
    ]);
    await network.submit(['deleteState', key]);
    expect(await network.ask(['getState', key])).to.deep.equal(['']);
  });

  it('F25 rows travel in batches of 100; a closed iterator is gone when the next batch is asked for', async () => {
    await network.fill('f25-', 150);
    const scan = (limit: number) => ['getStateByRange', 'f25-', 'f25.', limit, 'close'] as const;
    const [first] = (await network.ask(scan(99))) as string[][];
    expect(first).to.have.length(99);
    expect(await network.refusal(scan(100))).to.equal(refusedRequest('QUERY_STATE_NEXT', 'query iterator not found'));
    const [all] = (await network.ask(['getStateByRange', 'f25-', 'f25.'])) as string[][];
    expect(all).to.have.length(150);
    expect(new Set(all)).to.have.property('size', 150);
  });
});
