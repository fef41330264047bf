// SPDX-License-Identifier: Apache-2.0
import '../channel/quiet-shim.js';
import { BatchingOneDoorContract } from '../../../chaincode/fabric/onedoor-contract.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { endorsementPolicyOf } from '../../../network/definitions/endorsement-policy.js';
import type { NetworkOptions } from '../../../network/embedded/index.js';

/** Channel, organisations and chaincode that a definition asks for. */
export function networkOf(
  definition: NetworkDefinition,
): Pick<NetworkOptions, 'channel' | 'organisations' | 'chaincodes'> {
  const { channel, chaincode: name, departments } = definition;
  return {
    channel,
    organisations: departments.map(({ mspId }) => ({ mspId })),
    chaincodes: [{ name, contracts: [BatchingOneDoorContract], endorsementPolicy: endorsementPolicyOf(definition) }],
  };
}
