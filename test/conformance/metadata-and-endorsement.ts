// SPDX-License-Identifier: Apache-2.0
import '../network/peer/quiet-shim.js';
import { expect } from 'chai';
import shim from 'fabric-shim';
import type { CollectionConfig } from '../../network/embedded/index.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { CHAINCODE } from '../network/conformance/support/steps-network.js';
import { StepsContract, bytes } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const BOTH = ['AMSP', 'BMSP'];

/** A key policy as chaincode makes it: peers of these organisations, all of them. */
function policyOf(...mspIds: string[]): { base64: string } {
  const policy = new shim.KeyEndorsementPolicy();
  policy.addOrgs('PEER', ...mspIds);
  return bytes(policy.getPolicy());
}

const ONLY_B = policyOf('BMSP');
const EMPTY = bytes('');

function collection(name: string, signaturePolicy?: string): CollectionConfig {
  return {
    name,
    policy: "OR('AMSP.member', 'BMSP.member', 'CMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    ...(signaturePolicy !== undefined && { endorsementPolicy: { signaturePolicy } }),
  };
}

export const metadataAndEndorsement = suite('conformance H: metadata and endorsement', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open({
      chaincodes: [
        {
          name: CHAINCODE,
          contracts: [StepsContract],
          endorsementPolicy: "OutOf(2, 'AMSP.peer', 'BMSP.peer', 'CMSP.peer')",
          collections: [collection('own', "OR('CMSP.peer')"), collection('plain')],
        },
        { name: 'zeta', contracts: [StepsContract], endorsementPolicy: "OR('BMSP.peer')" },
        { name: 'alone', contracts: [StepsContract], endorsementPolicy: "OR('AMSP.peer')" },
      ],
    });
  });
  after(() => network.remove());

  async function codeOf(endorsers: readonly string[], ...steps: Step[]): Promise<string> {
    return (await network.submitAs({ endorsers }, ...steps)).validationCode;
  }

  it('F78 metadata of an absent key comes to nothing', async () => {
    const reader = await network.endorseAs({ endorsers: BOTH }, ['getState', 'f78'], ['putState', 'f78-seen', '1']);
    const outcome = await network.submitAs({ endorsers: BOTH }, ['setStateValidationParameter', 'f78', ONLY_B]);
    expect(outcome.validationCode).to.equal('VALID');
    expect((await network.rwset(outcome.blockNumber)).metadataWrites).to.deep.equal([
      { key: 'f78', names: ['VALIDATION_PARAMETER'] },
    ]);
    expect(
      await network.ask(['getStateValidationParameter', 'f78'], ['getState', 'f78'], ['getHistoryForKey', 'f78']),
    ).to.deep.equal(['', '', []]);
    expect(await network.order(reader)).to.deep.equal(['VALID']);
    expect(await codeOf(['AMSP', 'CMSP'], ['putState', 'f78', '1'])).to.equal('VALID');
    expect(await codeOf(['AMSP', 'CMSP'], ['putState', 'f78', '2'])).to.equal('VALID');
    expect(await codeOf(['CMSP'], ['setPrivateDataValidationParameter', 'own', 'f78', ONLY_B])).to.equal('VALID');
    expect(await codeOf(['CMSP'], ['putPrivateData', 'own', 'f78', '1'])).to.equal('VALID');
    expect(await network.ask(['getPrivateDataValidationParameter', 'own', 'f78'])).to.deep.equal(['']);
  });

  it('F79 metadata outlives writes of the value, ends with the key and does not come back', async () => {
    await codeOf(BOTH, ['putState', 'f79', '1'], ['setStateValidationParameter', 'f79', ONLY_B]);
    expect(await codeOf(['BMSP'], ['putState', 'f79', '2'])).to.equal('VALID');
    const parameter: Step = ['getStateValidationParameter', 'f79'];
    expect(await network.ask(['getState', 'f79'], parameter)).to.deep.equal(['2', ONLY_B.base64]);
    expect(await codeOf(['BMSP'], ['deleteState', 'f79'])).to.equal('VALID');
    expect(await network.ask(parameter)).to.deep.equal(['']);
    expect(await codeOf(['BMSP'], ['putState', 'f79', '3'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await codeOf(BOTH, ['putState', 'f79', '3'])).to.equal('VALID');
    expect(await network.ask(['getState', 'f79'], parameter)).to.deep.equal(['3', '']);

    const ofPrivate: Step = ['getPrivateDataValidationParameter', 'own', 'f79'];
    await codeOf(
      ['CMSP'],
      ['putPrivateData', 'own', 'f79', '1'],
      ['setPrivateDataValidationParameter', 'own', 'f79', ONLY_B],
    );
    expect(await codeOf(['BMSP'], ['putPrivateData', 'own', 'f79', '2'])).to.equal('VALID');
    expect(await network.ask(ofPrivate)).to.deep.equal([ONLY_B.base64]);
    expect(await codeOf(['BMSP'], ['deletePrivateData', 'own', 'f79'])).to.equal('VALID');
    expect(await codeOf(['CMSP'], ['putPrivateData', 'own', 'f79', '3'])).to.equal('VALID');
    expect(await network.ask(ofPrivate)).to.deep.equal(['']);
  });

  it('F80 metadata alone gives the key a new version, and conflicts with who read it', async () => {
    await codeOf(BOTH, ['putState', 'f80', '1']);
    const reader = await network.endorseAs({ endorsers: BOTH }, ['getState', 'f80']);
    const scanner = await network.endorseAs({ endorsers: BOTH }, ['getStateByRange', 'f80', 'f81']);
    const { blockNumber } = await network.submitAs({ endorsers: BOTH }, ['setStateValidationParameter', 'f80', ONLY_B]);
    expect(await network.order(reader, scanner)).to.deep.equal(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT']);
    const later = await network.endorseAs({ endorsers: BOTH }, ['getState', 'f80'], ['getHistoryForKey', 'f80']);
    expect(network.endorsedRwset(later).reads).to.deep.equal([{ key: 'f80', version: `${blockNumber}:0` }]);
    const [value, history] = JSON.parse(Buffer.from(later.payload).toString()) as [string, unknown[]];
    expect([value, history.length]).to.deep.equal(['1', 1]);
  });

  it('F81 a policy of the key replaces that of the collection, which replaces that of the chaincode', async () => {
    const failure = 'ENDORSEMENT_POLICY_FAILURE';
    expect(await codeOf(['CMSP'], ['putState', 'f81', '1'])).to.equal(failure);
    expect(await codeOf(['CMSP'], ['putPrivateData', 'plain', 'f81', '1'])).to.equal(failure);
    expect(await codeOf(BOTH, ['putPrivateData', 'plain', 'f81', '1'])).to.equal('VALID');
    expect(await codeOf(['CMSP'], ['putPrivateData', 'own', 'f81', '1'])).to.equal('VALID');
    expect(await codeOf(BOTH, ['putPrivateData', 'own', 'f81', '2'])).to.equal(failure);

    await codeOf(['CMSP'], ['setPrivateDataValidationParameter', 'own', 'f81', ONLY_B]);
    expect(await codeOf(['CMSP'], ['putPrivateData', 'own', 'f81', '3'])).to.equal(failure);
    expect(await codeOf(['BMSP'], ['putPrivateData', 'own', 'f81', '3'])).to.equal('VALID');
    await codeOf(BOTH, ['putState', 'f81', '1'], ['setStateValidationParameter', 'f81', ONLY_B]);
    expect(await codeOf(['AMSP', 'CMSP'], ['putState', 'f81', '2'])).to.equal(failure);
    expect(await codeOf(['BMSP'], ['putState', 'f81', '2'])).to.equal('VALID');
    await codeOf(['BMSP'], ['setStateValidationParameter', 'f81', policyOf('BMSP', 'CMSP')]);
    expect(await codeOf(['BMSP'], ['putState', 'f81', '3'])).to.equal(failure);
    expect(await codeOf(['BMSP', 'CMSP'], ['putState', 'f81', '3'])).to.equal('VALID');
  });

  it('F81 the policy of the chaincode counts for keys that have no other, or if no other was asked', async () => {
    await codeOf(BOTH, ['putState', 'f81-b', '1'], ['setStateValidationParameter', 'f81-b', ONLY_B]);
    const read: Step = ['getState', 'f81-b'];
    expect(await codeOf(['AMSP', 'CMSP'], read), 'reads ask no policy of the key').to.equal('VALID');
    expect(await codeOf(['BMSP'], read), 'nothing written').to.equal('ENDORSEMENT_POLICY_FAILURE');
    const write: Step = ['putState', 'f81-b', '2'];
    expect(await codeOf(['BMSP'], write, ['putState', 'f81-c', '1'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await codeOf(BOTH, write, ['putState', 'f81-c', '1'])).to.equal('VALID');
    expect(await codeOf(['BMSP', 'CMSP'], write, ['putPrivateData', 'own', 'f81-b', '1'])).to.equal('VALID');
    expect(await codeOf(['BMSP'], write, ['putPrivateData', 'own', 'f81-b', '1'])).to.equal(
      'ENDORSEMENT_POLICY_FAILURE',
    );
    await codeOf(['BMSP'], ['setStateValidationParameter', 'f81-b', EMPTY]);
    expect(await codeOf(['BMSP'], write), 'an empty policy is none').to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await codeOf(['AMSP', 'CMSP'], write)).to.equal('VALID');
  });

  it('F82 a change of the policy of a key invalidates its later writers in the block', async () => {
    const all = { endorsers: ['AMSP', 'BMSP', 'CMSP'] };
    await network.submitAs(all, ['putState', 'f82', '1'], ['putPrivateData', 'own', 'f82', '1']);
    const before = await network.endorseAs(all, ['putState', 'f82', '2']);
    const change = await network.endorseAs(all, ['setStateValidationParameter', 'f82', ONLY_B]);
    const after = await network.endorseAs(all, ['putState', 'f82', '3']);
    const deleter = await network.endorseAs(all, ['deleteState', 'f82']);
    const other = await network.endorseAs(all, ['getState', 'f82-other'], ['putState', 'f82-other', '1']);
    const failure = 'ENDORSEMENT_POLICY_FAILURE';
    expect(await network.order(before, change, after, deleter, other)).to.deep.equal([
      'VALID',
      'VALID',
      failure,
      failure,
      'VALID',
    ]);
    expect(await network.ask(['getState', 'f82'])).to.deep.equal(['2']);
    expect(await codeOf(['BMSP'], ['putState', 'f82', '4'])).to.equal('VALID');

    const hidden = await network.endorseAs(all, ['setPrivateDataValidationParameter', 'own', 'f82', ONLY_B]);
    const writer = await network.endorseAs(all, ['putPrivateData', 'own', 'f82', '2']);
    const elsewhere = await network.endorseAs(all, ['putPrivateData', 'plain', 'f82', '2']);
    expect(await network.order(hidden, writer, elsewhere)).to.deep.equal(['VALID', failure, 'VALID']);
  });

  it('F82 does so even if the change itself falls to a conflict, but not if it was not endorsed', async () => {
    await codeOf(BOTH, ['putState', 'f82-b', '1']);
    const touch = await network.endorseAs({ endorsers: BOTH }, ['putState', 'f82-t', '1']);
    const change: Step = ['setStateValidationParameter', 'f82-b', ONLY_B];
    const stale = await network.endorseAs({ endorsers: BOTH }, ['getState', 'f82-t'], change);
    const unendorsed = await network.endorseAs({ endorsers: ['AMSP'] }, change);
    const first = await network.endorseAs({ endorsers: BOTH }, ['putState', 'f82-b', '2']);
    const second = await network.endorseAs({ endorsers: BOTH }, ['putState', 'f82-b', '3']);
    expect(await network.order(touch, unendorsed, first, stale, second)).to.deep.equal([
      'VALID',
      'ENDORSEMENT_POLICY_FAILURE',
      'VALID',
      'MVCC_READ_CONFLICT',
      'ENDORSEMENT_POLICY_FAILURE',
    ]);
    expect(await network.ask(['getState', 'f82-b'])).to.deep.equal(['2']);
  });

  it('F83 every chaincode whose keys are written, and the one that was called, must be satisfied', async () => {
    const inZeta = (...steps: Step[]): Step => ['invokeChaincode', 'zeta', ['steps:Run', JSON.stringify(steps)], ''];
    const codeOfAlone = async (endorsers: readonly string[], ...steps: Step[]): Promise<string> =>
      (await network.submitAs({ endorsers, chaincode: 'alone' }, ...steps)).validationCode;
    const failure = 'ENDORSEMENT_POLICY_FAILURE';
    const write: Step = ['putState', 'f83', '1'];
    expect(await codeOfAlone(['AMSP'], write, inZeta(write))).to.equal(failure);
    expect(await codeOfAlone(['BMSP'], inZeta(write)), 'the one that was called wrote nothing').to.equal(failure);
    expect(await codeOfAlone(BOTH, inZeta(write))).to.equal('VALID');
    expect(await codeOfAlone(['AMSP'], write, inZeta(['getState', 'f83'])), 'reads ask nobody').to.equal('VALID');
    await codeOfAlone(BOTH, inZeta(['setStateValidationParameter', 'f83', policyOf('CMSP')]));
    expect(await codeOfAlone(BOTH, inZeta(write)), 'the key has a policy of its own').to.equal(failure);
    expect(await codeOfAlone(['AMSP', 'CMSP'], inZeta(write))).to.equal('VALID');
  });
});
