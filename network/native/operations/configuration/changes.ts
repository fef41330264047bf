// SPDX-License-Identifier: Apache-2.0
import { msp } from '@hyperledger/fabric-protos';
import type { common } from '@hyperledger/fabric-protos';
import { TWO_DEPARTMENTS } from '../../config/configtx-config.js';
import { departmentsOnChannel, groupAt } from './channel-configuration.js';
import type { ConfigurationChange } from './make-proposal.js';
import { configPolicy, organisationGroup } from './organisation-group.js';
import type { JoiningDepartment } from './organisation-group.js';

/** A department joins: its organisation, and the two-department policy over all that are then there. */
export function addDepartmentChange(department: JoiningDepartment): ConfigurationChange {
  const { mspId } = department;
  return {
    what: {
      zh: `部门 ${mspId} 加入通道，双部门策略随之更新`,
      en: `${mspId} joins the channel; the two-department policy is renewed`,
    },
    apply: (config) => {
      applicationOf(config).getGroupsMap().set(mspId, organisationGroup(department));
      renewPolicy(config);
    },
  };
}

/** A department leaves: its organisation goes, and the policy no longer names it. What it has written stays. */
export function removeDepartmentChange(mspId: string): ConfigurationChange {
  return {
    what: {
      zh: `部门 ${mspId} 退出通道，双部门策略随之更新`,
      en: `${mspId} leaves the channel; the two-department policy is renewed`,
    },
    apply: (config) => {
      applicationOf(config).getGroupsMap().del(mspId);
      renewPolicy(config);
    },
  };
}

/** The certificates that an organisation's authority has revoked count no more on this channel. */
export function revocationChange(mspId: string, crl: string): ConfigurationChange {
  return {
    what: { zh: `${mspId} 的证书吊销列表`, en: `the certificates that ${mspId} has revoked` },
    apply: (config) => {
      for (const part of ['Application', 'Orderer']) {
        const element = groupAt(config, [part, mspId])?.getValuesMap().get('MSP');
        if (element === undefined) continue;
        const outer = msp.MSPConfig.deserializeBinary(element.getValue_asU8());
        const fabric = msp.FabricMSPConfig.deserializeBinary(outer.getConfig_asU8());
        fabric.setRevocationListList([Buffer.from(crl)]);
        outer.setConfig(fabric.serializeBinary());
        element.setValue(outer.serializeBinary());
      }
    },
  };
}

function renewPolicy(config: common.Config): void {
  const mspIds = departmentsOnChannel(config);
  const peers = mspIds.map((mspId) => `'${mspId}.peer'`).join(', ');
  const rule = `OutOf(${Math.min(2, mspIds.length)}, ${peers})`;
  applicationOf(config).getPoliciesMap().set(TWO_DEPARTMENTS, configPolicy(rule));
}

function applicationOf(config: common.Config): common.ConfigGroup {
  const group = groupAt(config, ['Application']);
  if (group === undefined) throw new Error('the channel has no group of departments');
  return group;
}
