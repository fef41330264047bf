// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { DepartmentClient } from '../../steps/department-client.js';

/** The channel's configuration as a department's own peer has it. */
export async function fetchConfiguration(client: DepartmentClient, channel: string): Promise<common.Config> {
  return common.Config.deserializeBinary(
    await client.evaluate({ chaincode: 'cscc', args: ['GetChannelConfig', channel] }, client.peer, ''),
  );
}

/** The group at a path below the channel's, as `['Application', 'HumanResourcesMSP']`. */
export function groupAt(config: common.Config, path: readonly string[]): common.ConfigGroup | undefined {
  return path.reduce<common.ConfigGroup | undefined>(
    (group, name) => group?.getGroupsMap().get(name),
    config.getChannelGroup(),
  );
}

/** MSP ids of the departments on the channel. */
export function departmentsOnChannel(config: common.Config): string[] {
  return [...(groupAt(config, ['Application'])?.getGroupsMap().keys() ?? [])].sort();
}
