// SPDX-License-Identifier: Apache-2.0
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import { OperationFailure } from '../operations/operation-failure.js';
import type { NetworkNode } from '../plan/nodes.js';

/** What a definition leaves open for containers. */
export interface ManifestSettings {
  readonly definition: CompleteDefinition;
  /** Image of our chaincode's server: Node, this package in its working folder. */
  readonly chaincodeImage: string;
  /** Registry and folder before `fabric-peer:3.1.5`. */
  readonly images: string;
  readonly caVersion: string;
  /** Sizes of volumes, as Kubernetes writes them. */
  readonly disks: { readonly peer: string; readonly orderer: string; readonly ca: string };
  /** Appended to a node's label to make the host name that its certificate carries; '' for none. */
  readonly domain: string;
}

const LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/u;

/** `civil-affairs.chaincode.onedoor` → `civil-affairs-chaincode-onedoor`. */
export function labelOf({ name }: Pick<NetworkNode, 'name'>): string {
  return name.toLowerCase().replace(/[._]/gu, '-');
}

/** @throws {OperationFailure} `WRONG_INPUT` where names make no host names, or two make the same. */
export function demandLabels(nodes: readonly Pick<NetworkNode, 'name'>[]): void {
  const seen = new Map<string, string>();
  for (const node of nodes) {
    const label = labelOf(node);
    const other = seen.get(label);
    if (LABEL.test(label) && other === undefined) {
      seen.set(label, node.name);
      continue;
    }
    const clash = other === undefined ? '' : ` (${other})`;
    throw new OperationFailure('WRONG_INPUT', {
      zh: `节点 ${node.name} 的主机名 ${label} 不可用${clash}：须为 1 至 63 个小写字母、数字和连字符，且不得重复。请缩短或更改代码。`,
      en: `Node ${node.name} cannot have the host name ${label}${clash}: it takes 1 to 63 lower-case letters, digits and hyphens, each once. Choose another code.`,
    });
  }
}

/** Host name by which other nodes reach this one. */
export function hostOf(node: Pick<NetworkNode, 'name'>, { domain }: Pick<ManifestSettings, 'domain'>): string {
  return domain === '' ? labelOf(node) : `${labelOf(node)}.${domain}`;
}
