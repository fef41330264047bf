// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { PeerNode } from '../plan/nodes.js';
import type { DepartmentClient } from '../steps/department-client.js';
import { NetworkFailure } from '../network-failure.js';
import { defineChaincode } from './definition-arguments.js';

const { lifecycle } = peer;
const LIFECYCLE = '_lifecycle';

/** What is committed on the channel of one chaincode. */
export interface CommittedDefinition {
  readonly sequence: number;
  readonly version: string;
  /** MSP ids of the organisations that approved it. */
  readonly approvals: readonly string[];
}

/** Undefined where the chaincode has no definition yet. */
export async function committedDefinition(
  client: DepartmentClient,
  name: string,
): Promise<CommittedDefinition | undefined> {
  const args = new lifecycle.QueryChaincodeDefinitionArgs();
  args.setName(name);
  try {
    const call = { chaincode: LIFECYCLE, args: ['QueryChaincodeDefinition', args.serializeBinary()] };
    const answer = lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(await client.evaluate(call));
    return {
      sequence: answer.getSequence(),
      version: answer.getVersion(),
      approvals: approved(answer.getApprovalsMap().entries()),
    };
  } catch (error) {
    if (error instanceof NetworkFailure && error.message.includes('is not defined')) return undefined;
    throw error;
  }
}

/** MSP ids of the organisations that have approved exactly this definition. */
export async function approvalsOf(
  client: DepartmentClient,
  setting: ChaincodeSetting,
  sequence: number,
): Promise<string[]> {
  const args = defineChaincode(new lifecycle.CheckCommitReadinessArgs(), setting, sequence);
  const call = { chaincode: LIFECYCLE, args: ['CheckCommitReadiness', args.serializeBinary()] };
  const answer = lifecycle.CheckCommitReadinessResult.deserializeBinary(await client.evaluate(call));
  return approved(answer.getApprovalsMap().entries());
}

/** Ids of the packages that a peer holds. */
export async function installedPackages(client: DepartmentClient, node: PeerNode): Promise<string[]> {
  const args = new lifecycle.QueryInstalledChaincodesArgs().serializeBinary();
  const answer = await client.evaluate({ chaincode: LIFECYCLE, args: ['QueryInstalledChaincodes', args] }, node, '');
  const found = lifecycle.QueryInstalledChaincodesResult.deserializeBinary(answer).getInstalledChaincodesList();
  return found.map((installed) => installed.getPackageId());
}

function approved(entries: Iterable<[string, boolean]>): string[] {
  return [...entries].filter(([, yes]) => yes).map(([mspId]) => mspId);
}
