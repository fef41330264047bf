// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { collection, OWN } from '../network/conformance/support/collections.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { refusedRequest } from '../network/conformance/support/steps-network.js';
import { bytes } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function refused(what: 'read' | 'write', name: string): string {
  return `tx creator does not have ${what} access permission on privatedata in chaincodeName:conformance collectionName: ${name}`;
}

export const privateDataAccess = suite('conformance G: who may use a collection', (stage) => {
  let network: StepsNetwork;
  /** The peer is a member, the caller is not. */
  const outsider = { by: 'CMSP', at: 'AMSP', endorsers: ['AMSP'] };

  before(async () => {
    const closed = { memberOnlyRead: true, memberOnlyWrite: true };
    const collections = [
      collection('closed', closed),
      collection('writable', { memberOnlyRead: true }),
      collection('readable', { memberOnlyWrite: true }),
    ];
    network = await stage.open({ collections });
    await network.submit(...collections.map(({ name }) => ['putPrivateData', name, 'k', 'one'] as const));
  });
  after(() => network.remove());

  it('F68 memberOnlyRead refuses every read of a caller from outside, also at the peer of a member', async () => {
    for (const name of ['closed', 'writable']) {
      for (const [type, step] of [
        ['GET_STATE', ['getPrivateData', name, 'k']],
        ['GET_STATE_BY_RANGE', ['getPrivateDataByRange', name, 'a', 'z']],
        ['GET_QUERY_RESULT', ['getPrivateDataQueryResult', name, '{}']],
        ['GET_STATE_METADATA', ['getPrivateDataValidationParameter', name, 'k']],
      ] as const) {
        expect(await network.refusalAs(outsider, step)).to.equal(refusedRequest(type, refused('read', name)));
      }
    }
    expect(await network.askAs(outsider, ['getPrivateData', 'readable', 'k'])).to.deep.equal(['one']);
  });

  it('F68 memberOnlyWrite refuses every write of a caller from outside', async () => {
    for (const name of ['closed', 'readable']) {
      for (const [type, step] of [
        ['PUT_STATE', ['putPrivateData', name, 'k', 'v']],
        ['DEL_STATE', ['deletePrivateData', name, 'k']],
        ['PURGE_PRIVATE_DATA', ['purgePrivateData', name, 'k']],
        ['PUT_STATE_METADATA', ['setPrivateDataValidationParameter', name, 'k', bytes('p')]],
      ] as const) {
        expect(await network.refusalAs(outsider, step)).to.equal(refusedRequest(type, refused('write', name)));
      }
    }
    const outcome = await network.submitAs(outsider, ['putPrivateData', 'writable', 'from-outside', 'v']);
    expect(outcome.validationCode).to.equal('VALID');
  });

  it('F68 members read and write, and their organisation counts, not that of the peer', async () => {
    const member = { by: 'BMSP', at: 'AMSP' };
    expect(await network.askAs(member, ['getPrivateData', 'closed', 'k'])).to.deep.equal(['one']);
    const outcome = await network.submitAs({ by: 'BMSP', endorsers: ['CMSP'] }, ['putPrivateData', 'closed', 'b', 'v']);
    expect(outcome.validationCode).to.equal('VALID');
    expect(await network.ask(['getPrivateData', 'closed', 'b'])).to.deep.equal(['v']);
  });

  it('F68 hashes are anybody’s', async () => {
    const [hash] = await network.askAs({ by: 'CMSP', at: 'CMSP' }, ['getPrivateDataHash', 'closed', 'k']);
    expect(hash).to.equal(sha256('one'));
  });

  it('F70 an implicit collection admits callers of all organisations', async () => {
    const put = await network.submitAs(outsider, ['putPrivateData', OWN, 'f70', 'one']);
    expect(put.validationCode).to.equal('VALID');
    expect(await network.askAs(outsider, ['getPrivateData', OWN, 'f70'])).to.deep.equal(['one']);
  });

  it('F70 its values do not expire', async () => {
    await network.submit(['putPrivateData', OWN, 'f70-stays', 'one']);
    for (let block = 0; block < 20; block += 1) await network.submit(['putState', 'f70', String(block)]);
    expect(
      await network.ask(['getPrivateData', OWN, 'f70-stays'], ['getPrivateDataHash', OWN, 'f70-stays']),
    ).to.deep.equal(['one', sha256('one')]);
  });
});
