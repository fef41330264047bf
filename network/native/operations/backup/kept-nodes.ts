// SPDX-License-Identifier: Apache-2.0
import type { CaNode, NetworkNode, PeerNode } from '../../plan/nodes.js';
import { OperationFailure } from '../operation-failure.js';

/**
 * Nodes that hold what nobody else has: a peer its department's private values, an authority its key and register.
 * @throws {OperationFailure} `WRONG_INPUT` for an orderer or a chaincode server.
 */
export function demandKept(node: NetworkNode): CaNode | PeerNode {
  if (node.kind === 'peer' || node.kind === 'ca') return node;
  throw new OperationFailure(
    'WRONG_INPUT',
    node.kind === 'orderer'
      ? {
          zh: `${node.name} 是排序节点：用旧副本恢复会破坏 Raft。区块在每个部门节点上都有；请见 docs/operations.md“替换排序节点”。`,
          en: `${node.name} is an orderer: put back from an old copy it would break Raft. Every peer has its blocks; see "Replacing an orderer" in docs/operations.md.`,
        }
      : {
          zh: `${node.name} 不保存数据，无需备份。`,
          en: `${node.name} keeps nothing; there is nothing to back up.`,
        },
  );
}
