// SPDX-License-Identifier: Apache-2.0
import type { common } from '@hyperledger/fabric-protos';
import { ChannelPolicies } from './channel-policies.js';
import { FabricMembers } from './fabric-members.js';
import { FabricMsp } from './fabric-msp.js';

/** One configuration of a channel, ready for use. */
export interface ChannelState {
  readonly sequence: number;
  readonly group: common.ConfigGroup;
  readonly members: FabricMembers;
  readonly policies: ChannelPolicies;
  /** MSPs by the path of their group: `Application/data-bureau`. */
  readonly msps: ReadonlyMap<string, FabricMsp>;
}

const PARTS = ['Application', 'Orderer'] as const;

/** @throws where a group, an MSP or a certificate cannot be read. */
export async function readChannelState(config: common.Config): Promise<ChannelState> {
  const group = config.getChannelGroup();
  if (group === undefined) throw new Error('a configuration without a channel group');
  const msps = new Map<string, FabricMsp>();
  for (const part of PARTS) {
    for (const [name, organisation] of entriesOf(group.getGroupsMap().get(part))) {
      const value = organisation.getValuesMap().get('MSP')?.getValue_asU8();
      if (value === undefined) throw new Error(`${part}/${name} has no MSP`);
      msps.set(`${part}/${name}`, await FabricMsp.read(value));
    }
  }
  const members = new FabricMembers(msps.values());
  return { sequence: config.getSequence(), group, members, policies: new ChannelPolicies(group, members), msps };
}

function entriesOf(group: common.ConfigGroup | undefined): [string, common.ConfigGroup][] {
  const entries: [string, common.ConfigGroup][] = [];
  group?.getGroupsMap().forEach((each, name) => entries.push([name, each]));
  return entries;
}

/** The organisation under `Application` that has this MSP id. */
export function applicationOf({ msps }: ChannelState, mspId: string): string | undefined {
  for (const [path, msp] of msps) {
    const [part, name] = path.split('/');
    if (part === 'Application' && msp.mspId === mspId) return name;
  }
  return undefined;
}
