// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { buildDigest } from '../../chaincode/fabric/serve-digest.js';
import { ROLES } from '../../chaincode/domain/roles.js';
import { completeDefinition } from '../../network/definitions/complete-definition.js';
import type { NetworkDefinition } from '../../network/definitions/definition.js';
import { TWO_DEPARTMENTS } from '../../network/native/config/configtx-config.js';
import type { UpOptions } from '../../network/native/native-network.js';
import type { ChaincodeSetting } from '../../network/native/plan/chaincode-setting.js';
import { packageRoot } from '../package-root.js';

/** Peers from this release on take batched turns. */
const BATCHED_FROM = [3, 1] as const;

/** What a native network needs to know to run this system on it. */
export function onedoorNetwork(
  definition: NetworkDefinition,
): Pick<UpOptions, 'definition' | 'chaincodes' | 'roles' | 'first'> {
  const departments = definition.departments.map(({ code }) => code);
  const [department = ''] = departments;
  // It writes nothing and every version has it; a block with it shows that all the servers answer alike.
  const metadata = ['org.hyperledger.fabric:GetMetadata'];
  return {
    definition,
    chaincodes: [onedoorChaincode(definition)],
    roles: ROLES,
    first: [{ department, endorsers: departments, chaincode: definition.chaincode, args: metadata }],
  };
}

/** The agreement as chaincode of this build. */
export function onedoorChaincode(definition: NetworkDefinition): ChaincodeSetting {
  const { chaincode, version, fabric } = completeDefinition(definition);
  return {
    name: chaincode,
    version,
    digest: buildDigest(),
    command: [process.execPath, join(packageRoot, 'dist', 'chaincode', 'fabric', 'serve.js')],
    environment: { ONEDOOR_CHAINCODE_TURNS: takesBatches(fabric) ? 'batched' : 'single' },
    endorsement: { channelPolicy: TWO_DEPARTMENTS },
  };
}

function takesBatches(fabric: string): boolean {
  const [major = 0, minor = 0] = fabric.split('.').map(Number);
  return major > BATCHED_FROM[0] || (major === BATCHED_FROM[0] && minor >= BATCHED_FROM[1]);
}
