// SPDX-License-Identifier: Apache-2.0

/** Kinds of processes of a network, as figures are gathered by. */
export type NodeKind = 'ca' | 'orderer' | 'peer' | 'chaincode';

/** By the node's name. */
export function nodeKind(name: string): NodeKind {
  return (/\.(ca|peer|chaincode)/u.exec(name)?.[1] ?? 'orderer') as NodeKind;
}
