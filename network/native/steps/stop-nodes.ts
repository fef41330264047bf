// SPDX-License-Identifier: Apache-2.0
import type { NodeKind } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { processOf } from './node-control.js';

/** Who asks goes before who answers. */
const ORDER: readonly NodeKind[] = ['chaincode', 'peer', 'orderer', 'ca'];

/** Stops every node, one kind after the other. */
export async function stopNodes(site: Site): Promise<void> {
  for (const kind of ORDER) {
    await Promise.all(site.nodes.filter((node) => node.kind === kind).map((node) => processOf(site, node).stop()));
  }
}
