// SPDX-License-Identifier: Apache-2.0
import type { EmbeddedNetwork, Outcome, Proposal } from '../../../network/embedded/index.js';
import { encodePolicy } from '../../../network/embedded/policy/signature-policy.js';
import { bytes } from '../../network/conformance/support/steps-contract.js';
import type { Step } from '../../network/conformance/support/steps-contract.js';
import type { ProbeChannel } from './probe-channel.js';

/** What both ledgers can be asked alike. */
type AnyNetwork = Pick<EmbeddedNetwork | ProbeChannel, 'enrol' | 'endorse'> & {
  order(transaction: { readonly transactionId: string; readonly envelope: Uint8Array }): Promise<Outcome>;
};

const OWN = '_implicit_org_AMSP';

/** One transaction of every kind that a block can hold, valid and invalid; answers their codes in order. */
export async function tellStory(network: AnyNetwork, prefix: string): Promise<string[]> {
  const caller = await network.enrol('AMSP', 'teller');
  const key = (name: string): string => `${prefix}/${name}`;
  const codes: string[] = [];
  const order = async (transaction: Awaited<ReturnType<typeof endorse>>): Promise<void> => {
    codes.push((await network.order(transaction)).validationCode);
  };
  const endorse = (steps: readonly Step[], endorsers: readonly string[], chaincode = 'two') =>
    network.endorse(caller, proposal(chaincode, steps, endorsers));
  const submit = async (steps: readonly Step[], endorsers = ['AMSP', 'BMSP']): Promise<void> =>
    order(await endorse(steps, endorsers));

  await submit([
    ['putState', key('ключ'), bytes('值')],
    ['putState', key('a'), bytes('1')],
    ['putState', key('b'), bytes('1')],
    ['setEvent', 'told', bytes('once')],
  ]);
  await submit([
    ['getState', key('a')],
    ['getStateByRange', key(''), key('~')],
    ['deleteState', key('b')],
  ]);
  const stale = await endorse(
    [
      ['getState', key('a')],
      ['putState', key('a'), bytes('2')],
    ],
    ['AMSP', 'BMSP'],
  );
  const phantom = await endorse(
    [
      ['getStateByRange', key(''), key('~')],
      ['putState', key('p'), bytes('2')],
    ],
    ['AMSP', 'BMSP'],
  );
  await submit([
    ['putState', key('a'), bytes('3')],
    ['putState', key('c'), bytes('3')],
  ]);
  await order(stale);
  await order(phantom);
  await submit([['putState', key('alone'), bytes('1')]], ['CMSP']);
  await submit([['putPrivateData', OWN, key('s'), bytes('secret')]], ['AMSP']);
  await submit([['putPrivateData', 'guarded', key('g'), bytes('secret')]], ['AMSP', 'BMSP', 'CMSP']);
  await submit([['purgePrivateData', 'guarded', key('g')]], ['AMSP', 'BMSP', 'CMSP']);
  const policy = encodePolicy({ outOf: 1, rules: [{ signedBy: { mspId: 'CMSP', role: 'peer' } }] });
  await submit([['setStateValidationParameter', key('a'), bytes(policy)]]);
  await submit([['putState', key('a'), bytes('4')]]);
  await submit([['putState', key('a'), bytes('5')]], ['CMSP']);
  return codes;
}

/** What becomes of each. */
export const STORY_CODES = [
  'VALID',
  'VALID',
  'VALID',
  'MVCC_READ_CONFLICT',
  'PHANTOM_READ_CONFLICT',
  'ENDORSEMENT_POLICY_FAILURE',
  'VALID',
  'VALID',
  'VALID',
  'VALID',
  'ENDORSEMENT_POLICY_FAILURE',
  'VALID',
] as const;

function proposal(chaincode: string, steps: readonly Step[], endorsers: readonly string[]): Proposal {
  return { chaincode, transaction: 'steps:Run', args: [JSON.stringify(steps)], endorsers };
}
