// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { CollectionConfig } from '../../../network/embedded/collections.js';
import { parsePolicy } from '../../../network/embedded/policy/parse-policy.js';
import { encodePolicy } from '../../../network/embedded/policy/signature-policy.js';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork } from './probe-network.js';
import type { Simulated } from './probe-network.js';

const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];
const policy = (text: string): string => Buffer.from(encodePolicy(parsePolicy(text))).toString('base64');
const ONLY_B = policy("OR('BMSP.peer')");

const collection = (name: string, endorsement?: string): CollectionConfig => ({
  name,
  policy: "OR('AMSP.member', 'BMSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 0,
  memberOnlyRead: false,
  memberOnlyWrite: false,
  ...(endorsement !== undefined && { endorsementPolicy: { signaturePolicy: endorsement } }),
});

describe('endorsement and key metadata', () => {
  let network: ProbeNetwork;

  beforeEach(async () => {
    network = await ProbeNetwork.open({
      contracts: [ProbeContract],
      endorsementPolicy: "OutOf(2, 'AMSP.peer', 'BMSP.peer', 'CMSP.peer')",
      collections: [collection('own', "OR('CMSP.peer')"), collection('plain')],
    });
  });
  afterEach(() => network.close());

  const simulate = (...list: unknown[][]): Promise<Simulated> => network.simulate('Run', steps(...list));
  const run = async (...list: unknown[][]): Promise<unknown> => JSON.parse(await network.read('Run', steps(...list)));
  const commit = async (endorsers: string[], ...list: unknown[][]): Promise<string | undefined> =>
    (await network.commit([await simulate(...list)], { endorsers }))[0];
  const BOTH = ['AMSP', 'BMSP'];

  it('asks the policy of the chaincode for public keys and for transactions that write nothing', async () => {
    expect(await commit(['AMSP'], ['putState', 'k', '1'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(['AMSP'], ['getState', 'k'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(BOTH, ['putState', 'k', '1'])).to.equal('VALID');
  });

  it('asks exactly the owner for an implicit collection', async () => {
    expect(await commit(['AMSP'], ['putPrivateData', '_implicit_org_AMSP', 'p', '1'])).to.equal('VALID');
    expect(await commit(['BMSP', 'CMSP'], ['putPrivateData', '_implicit_org_AMSP', 'p', '1'])).to.equal(
      'ENDORSEMENT_POLICY_FAILURE',
    );
    expect(await commit(['AMSP'], ['putPrivateData', '_implicit_org_AMSP', 'p', '1'], ['putState', 'k', '1'])).to.equal(
      'ENDORSEMENT_POLICY_FAILURE',
    );
    expect(await commit(BOTH, ['putPrivateData', '_implicit_org_AMSP', 'p', '1'], ['putState', 'k', '1'])).to.equal(
      'VALID',
    );
  });

  it('asks the policy of a collection, or of the chaincode where the collection has none', async () => {
    expect(await commit(['CMSP'], ['putPrivateData', 'own', 'p', '1'])).to.equal('VALID');
    expect(await commit(BOTH, ['putPrivateData', 'own', 'p', '1'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(['CMSP'], ['putPrivateData', 'plain', 'p', '1'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(BOTH, ['putPrivateData', 'plain', 'p', '1'])).to.equal('VALID');
  });

  it('refuses at open a collection whose policy is one of the channel', async () => {
    const named = {
      ...collection('named'),
      endorsementPolicy: { channelConfigPolicy: '/Channel/Application/Writers' },
    };
    const error = await ProbeNetwork.open({ contracts: [ProbeContract], collections: [named] }).catch(
      (e: unknown) => e,
    );
    expect((error as Error).message).to.equal(
      'collection named: the embedded network has no channel policy /Channel/Application/Writers, give a signaturePolicy',
    );
  });

  it('asks only the policy of the key where there is one, public or private', async () => {
    await commit(BOTH, ['putState', 'k', '1'], ['setStateValidationParameter', 'k', ONLY_B]);
    expect(await run(['getStateValidationParameter', 'k'])).to.deep.equal([ONLY_B]);
    expect(await commit(['AMSP', 'CMSP'], ['putState', 'k', '2'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(['BMSP'], ['putState', 'k', '2'])).to.equal('VALID');
    await commit(
      ['CMSP'],
      ['putPrivateData', 'own', 'p', '1'],
      ['setPrivateDataValidationParameter', 'own', 'p', ONLY_B],
    );
    expect(await run(['getPrivateDataValidationParameter', 'own', 'p'])).to.deep.equal([ONLY_B]);
    expect(await commit(['CMSP'], ['putPrivateData', 'own', 'p', '2'])).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect(await commit(['BMSP'], ['putPrivateData', 'own', 'p', '2'])).to.equal('VALID');
  });

  it('invalidates whoever writes a key whose policy an earlier transaction of the block changes', async () => {
    await commit(BOTH, ['putState', 'k', '1']);
    const change = await simulate(['setStateValidationParameter', 'k', ONLY_B]);
    const writer = await simulate(['putState', 'k', '2']);
    expect(await network.commit([change, writer], { endorsers: BOTH })).to.deep.equal([
      'VALID',
      'ENDORSEMENT_POLICY_FAILURE',
    ]);
  });

  it('does so even if the change itself falls to a conflict', async () => {
    await commit(BOTH, ['putState', 'k', '1']);
    const touch = await simulate(['putState', 'other', '1']);
    const change = await simulate(['getState', 'other'], ['setStateValidationParameter', 'k', ONLY_B]);
    const writer = await simulate(['putState', 'k', '2']);
    expect(await network.commit([touch, change, writer], { endorsers: BOTH })).to.deep.equal([
      'VALID',
      'MVCC_READ_CONFLICT',
      'ENDORSEMENT_POLICY_FAILURE',
    ]);
  });

  it('forgets metadata of an absent key', async () => {
    expect(await commit(BOTH, ['setStateValidationParameter', 'ghost', ONLY_B])).to.equal('VALID');
    expect(await commit(BOTH, ['putState', 'ghost', '1'])).to.equal('VALID');
    expect(await run(['getStateValidationParameter', 'ghost'])).to.deep.equal([null]);
  });

  it('keeps metadata through writes, drops it with the key and does not bring it back', async () => {
    await commit(BOTH, ['putState', 'k', '1'], ['setStateValidationParameter', 'k', ONLY_B]);
    await commit(['BMSP'], ['putState', 'k', '2']);
    expect(await run(['getStateValidationParameter', 'k'])).to.deep.equal([ONLY_B]);
    await commit(['BMSP'], ['deleteState', 'k']);
    expect(await commit(BOTH, ['putState', 'k', '3'])).to.equal('VALID');
    expect(await run(['getStateValidationParameter', 'k'])).to.deep.equal([null]);
  });

  it('gives the key a new version with its metadata, keeps its value and makes no history', async () => {
    await commit(BOTH, ['putState', 'k', '1']);
    const reader = await simulate(['getState', 'k'], ['putState', 'r', '1']);
    await commit(BOTH, ['setStateValidationParameter', 'k', ONLY_B]);
    expect(await network.commit([reader], { endorsers: BOTH })).to.deep.equal(['MVCC_READ_CONFLICT']);
    const [value, history] = (await run(['getState', 'k'], ['getHistoryForKey', 'k'])) as [string, unknown[]];
    expect([value, history.length]).to.deep.equal(['1', 1]);
  });

  it('lets a private value follow the version that metadata gave its hash', async () => {
    await commit(['CMSP'], ['putPrivateData', 'own', 'p', '1']);
    await commit(['CMSP'], ['setPrivateDataValidationParameter', 'own', 'p', ONLY_B]);
    expect(await run(['getPrivateData', 'own', 'p'])).to.deep.equal(['1']);
  });
});
