// SPDX-License-Identifier: Apache-2.0
import { ChannelPolicies } from './channel-policies.js';
import type { ChannelState } from './channel-state.js';

/** Whoever is named counts as a peer: what a policy asks for is the question, not whose key it is. */
const ANY_PEER = { find: (mspId: string) => ({ mspId, role: 'peer' as const }) };

/** MSP ids of the organisations of which one peer alone satisfies a policy; nobody where there is one organisation only. */
export function singleWriters({ group, msps }: ChannelState, policy: string | Uint8Array): string[] {
  const organisations = [...msps].flatMap(([path, { mspId }]) => (path.startsWith('Application/') ? [mspId] : []));
  if (organisations.length < 2) return [];
  const { check } = new ChannelPolicies(group, ANY_PEER);
  return organisations.filter((mspId) => check(policy, [{ mspId, certificate: '' }]));
}
