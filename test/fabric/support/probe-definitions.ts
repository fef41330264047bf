// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import type { CollectionConfig } from '../../../network/embedded/index.js';
import { defineChaincode } from '../../../network/native/lifecycle/definition-arguments.js';
import { packageOf } from '../../../network/native/lifecycle/make-package.js';
import type { ChaincodeSetting } from '../../../network/native/plan/chaincode-setting.js';
import type { Site } from '../../../network/native/plan/site.js';
import { DepartmentClient } from '../../../network/native/steps/department-client.js';

const { lifecycle } = peer;
const LIFECYCLE = '_lifecycle';

/** A further chaincode on the channel, served by the servers of another. */
export interface SharedChaincode {
  readonly name: string;
  readonly endorsementPolicy: string;
  readonly collections: readonly CollectionConfig[];
  /** Name of the chaincode whose servers answer. Two that call each other need two. */
  readonly servedAs: string;
}

/** Has every department approve the definitions and commits them; they share blocks. */
export async function defineShared(site: Site, chaincodes: readonly SharedChaincode[]): Promise<void> {
  const departments = site.state.definition.departments.map(({ code }) => code);
  await Promise.all(chaincodes.flatMap((chaincode) => departments.map((code) => approve(site, code, chaincode))));
  const client = new DepartmentClient(site, departments[0] ?? '');
  await Promise.all(
    chaincodes.map((chaincode) => {
      const args = defineChaincode(new lifecycle.CommitChaincodeDefinitionArgs(), settingOf(chaincode), 1);
      const call = { chaincode: LIFECYCLE, args: ['CommitChaincodeDefinition', args.serializeBinary()] };
      return client.submit(call, site.peers);
    }),
  );
}

async function approve(site: Site, department: string, chaincode: SharedChaincode): Promise<void> {
  const node = site.chaincodeServers.find(
    (each) => each.department === department && each.chaincode === chaincode.servedAs,
  );
  if (node === undefined) throw new Error(`${department} has no server of ${chaincode.servedAs}`);
  const local = new lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageOf(site, node).id);
  const source = new lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = defineChaincode(new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), settingOf(chaincode), 1);
  args.setSource(source);
  const client = new DepartmentClient(site, department);
  await client.submit({ chaincode: LIFECYCLE, args: ['ApproveChaincodeDefinitionForMyOrg', args.serializeBinary()] });
}

function settingOf({ name, endorsementPolicy, collections }: SharedChaincode): ChaincodeSetting {
  const command: ChaincodeSetting['command'] = [process.execPath];
  return { name, version: '1.0', command, endorsement: { signature: endorsementPolicy }, collections };
}
