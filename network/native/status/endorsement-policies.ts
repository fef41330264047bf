// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { signaturePolicy } from '../lifecycle/signature-policy.js';
import type { Site } from '../plan/site.js';
import { DepartmentClient } from '../steps/department-client.js';

const ANSWER_MS = 5000;

/**
 * MSP ids of the departments whose `Endorsement` policy in the channel is not exactly `OR('<MSP>.peer')`. A statement of
 * such a department could be written in its name by others, or not at all.
 */
export async function wrongEndorsementPolicies(site: Site, department: string): Promise<string[]> {
  const client = new DepartmentClient(site, department, ANSWER_MS);
  const { channel, departments } = site.state.definition;
  const block = common.Block.deserializeBinary(
    await client.evaluate({ chaincode: 'cscc', args: ['GetConfigBlock', channel] }),
  );
  const application = configOf(block)?.getChannelGroup()?.getGroupsMap().get('Application');
  return wrongPolicies(
    application,
    departments.map(({ mspId }) => mspId),
  );
}

/** Those of the organisations whose `Endorsement` policy in this group, the channel's `Application`, is another one. */
export function wrongPolicies(application: common.ConfigGroup | undefined, mspIds: readonly string[]): string[] {
  return mspIds.filter((mspId) => {
    const policy = application?.getGroupsMap().get(mspId)?.getPoliciesMap().get('Endorsement')?.getPolicy();
    return policy === undefined || !isOwnPeer(policy, mspId);
  });
}

/** The same bytes under another type are another policy. */
function isOwnPeer(policy: common.Policy, mspId: string): boolean {
  const wanted = signaturePolicy(`OR('${mspId}.peer')`).serializeBinary();
  return (
    policy.getType() === common.Policy.PolicyType.SIGNATURE && Buffer.compare(policy.getValue_asU8(), wanted) === 0
  );
}

function configOf(block: common.Block): common.Config | undefined {
  const envelope = common.Envelope.deserializeBinary(block.getData()?.getDataList_asU8()[0] ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  return common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
}
