// SPDX-License-Identifier: Apache-2.0
import type { NetworkState } from '../plan/network-state.js';
import type { ChaincodeStatus, NodeStatus, Problem } from './network-status.js';

const SHOWN = 16;

/** What is wrong with a chaincode: its servers' builds, its definition, its approvals. */
export function chaincodeProblems(
  { definition }: Pick<NetworkState, 'definition'>,
  nodes: readonly NodeStatus[],
  chaincodes: readonly ChaincodeStatus[],
): Problem[] {
  return chaincodes.flatMap((chaincode) => [
    ...buildProblems(chaincode, nodes),
    ...definitionProblem(chaincode),
    ...approvalProblems(chaincode, definition.departments),
  ]);
}

function buildProblems({ name, digest }: ChaincodeStatus, nodes: readonly NodeStatus[]): Problem[] {
  const servers = nodes.filter((node) => node.kind === 'chaincode' && node.name.endsWith(`.chaincode.${name}`));
  return servers
    .filter(
      ({ build, state }) => state === 'running' && digest !== undefined && build !== undefined && build !== digest,
    )
    .map((server) => ({
      code: 'BUILD_DIFFERS',
      severity: 'fault' as const,
      node: server.name,
      text: {
        zh: `${server.name} 运行的链码构建 ${server.build?.slice(0, SHOWN) ?? ''} 不是网络定义的 ${digest?.slice(0, SHOWN) ?? ''}。请运行“onedoor network deploy”发布新构建，或换回原构建后重启该节点。`,
        en: `${server.name} runs build ${server.build?.slice(0, SHOWN) ?? ''} of the chaincode, not ${digest?.slice(0, SHOWN) ?? ''} that the network's definition names. Deploy the new build (onedoor network deploy), or go back to the old one and restart the node.`,
      },
    }));
}

function definitionProblem({ name, version, committed }: ChaincodeStatus): Problem[] {
  if (committed?.version === version) return [];
  const found = committed?.version ?? '–';
  const text = {
    zh: `通道上链码 ${name} 的版本是 ${found}，网络定义为 ${version}。请运行“onedoor network up”或“onedoor network deploy”。`,
    en: `The channel has version ${found} of chaincode ${name}, the network's definition names ${version}. Run "onedoor network up" or "onedoor network deploy".`,
  };
  return [{ code: 'DEFINITION_DIFFERS', severity: 'fault', text }];
}

function approvalProblems(
  { name, version, committed }: ChaincodeStatus,
  departments: NetworkState['definition']['departments'],
): Problem[] {
  if (committed === undefined) return [];
  return departments
    .filter(({ mspId }) => !committed.approvals.includes(mspId))
    .map(({ code }) => ({
      code: 'APPROVAL_MISSING',
      severity: 'fault' as const,
      text: {
        zh: `${code} 尚未批准链码 ${name} ${version}，其节点不能背书。请运行“onedoor network up”或由该部门批准。`,
        en: `${code} has not approved chaincode ${name} ${version}, so its peers do not endorse. Run "onedoor network up", or have the department approve it.`,
      },
    }));
}
