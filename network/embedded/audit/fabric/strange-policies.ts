// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { decodePolicy } from '../../policy/signature-policy.js';
import type { SignaturePolicy } from '../../policy/signature-policy.js';
import type { ChannelState } from './channel-state.js';

/** MSP ids whose `Endorsement` policy is not `OR('X.peer')`: somebody else could speak for them. */
export function strangePolicies({ group, msps }: ChannelState): string[] {
  const organisations = group.getGroupsMap().get('Application')?.getGroupsMap();
  return [...msps].flatMap(([path, { mspId }]) => {
    const [part, name = ''] = path.split('/');
    if (part !== 'Application') return [];
    const policy = organisations?.get(name)?.getPoliciesMap().get('Endorsement')?.getPolicy();
    return policy !== undefined && isOwnPeer(policy, mspId) ? [] : [mspId];
  });
}

/** The same bytes under another type are another policy. */
function isOwnPeer(named: common.Policy, mspId: string): boolean {
  if (named.getType() !== common.Policy.PolicyType.SIGNATURE) return false;
  try {
    const policy = decodePolicy(named.getValue_asU8());
    return isPeer(policy, mspId) || ('outOf' in policy && isOne(policy, mspId));
  } catch {
    return false;
  }
}

function isOne({ outOf, rules }: Extract<SignaturePolicy, { outOf: number }>, mspId: string): boolean {
  const [rule] = rules;
  return outOf === 1 && rules.length === 1 && rule !== undefined && isPeer(rule, mspId);
}

function isPeer(policy: SignaturePolicy, mspId: string): boolean {
  return 'signedBy' in policy && policy.signedBy.mspId === mspId && policy.signedBy.role === 'peer';
}
