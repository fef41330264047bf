// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { common } from '@hyperledger/fabric-protos';
import { ChannelPolicies } from '../../../network/embedded/audit/fabric/channel-policies.js';
import { strangePolicies } from '../../../network/embedded/audit/fabric/strange-policies.js';
import type { ChannelState } from '../../../network/embedded/audit/fabric/channel-state.js';
import { signaturePolicy } from '../../../network/native/lifecycle/signature-policy.js';
import { wrongPolicies } from '../../../network/native/status/endorsement-policies.js';

const { SIGNATURE, IMPLICIT_META, MSP } = common.Policy.PolicyType;
const OWN = signaturePolicy("OR('AMSP.peer')").serializeBinary();
const UNREADABLE = Uint8Array.of(0xff);

describe("a department's endorsement policy in the channel", () => {
  for (const { name, type, value, found } of [
    { name: 'of its own peer', type: SIGNATURE, value: OWN, found: [] },
    { name: "of another's peer", type: SIGNATURE, value: policyOf('BMSP.peer'), found: ['AMSP'] },
    { name: 'of the right bytes under another type', type: IMPLICIT_META, value: OWN, found: ['AMSP'] },
    { name: 'of the right bytes under an unknown type', type: MSP, value: OWN, found: ['AMSP'] },
    { name: 'that cannot be read', type: SIGNATURE, value: UNREADABLE, found: ['AMSP'] },
  ]) {
    it(`${name}: ${found.length === 0 ? 'as it should be' : 'found by status and by the audit'}`, () => {
      const group = channel(type, value);
      expect(wrongPolicies(group.getGroupsMap().get('Application'), ['AMSP'])).to.deep.equal(found);
      const msps = new Map([['Application/AMSP', { mspId: 'AMSP' }]]) as unknown as ChannelState['msps'];
      expect(strangePolicies({ group, msps } as ChannelState)).to.deep.equal(found);
    });
  }

  for (const [name, type] of [
    ['signature', SIGNATURE],
    ['implicit', IMPLICIT_META],
  ] as const) {
    it(`is satisfied by nobody where it is ${name} and cannot be read`, () => {
      const members = { find: (mspId: string) => ({ mspId, role: 'peer' as const }) };
      const { check } = new ChannelPolicies(channel(type, UNREADABLE), members);
      expect(check('/Channel/Application/AMSP/Endorsement', [{ mspId: 'AMSP', certificate: '' }])).to.equal(false);
    });
  }
});

function policyOf(principal: string): Uint8Array {
  return signaturePolicy(`OR('${principal}')`).serializeBinary();
}

function channel(type: number, value: Uint8Array): common.ConfigGroup {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(value);
  const named = new common.ConfigPolicy();
  named.setPolicy(policy);
  const [department, application, root] = [
    new common.ConfigGroup(),
    new common.ConfigGroup(),
    new common.ConfigGroup(),
  ];
  department.getPoliciesMap().set('Endorsement', named);
  application.getGroupsMap().set('AMSP', department);
  root.getGroupsMap().set('Application', application);
  return root;
}
