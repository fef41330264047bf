// SPDX-License-Identifier: Apache-2.0
import { assignPorts, takenPorts } from '../plan/assign-ports.js';
import type { NetworkNode } from '../plan/nodes.js';

/** Ports for further nodes: those after the known ones, or anywhere free where another program holds one of these. */
export async function furtherPorts(
  nodes: readonly NetworkNode[],
  known: Readonly<Record<string, number>>,
  first: number,
): Promise<Record<string, number>> {
  const next = await assignPorts(nodes, known, first);
  const added = Object.fromEntries(Object.entries(next).filter(([name]) => known[name] === undefined));
  return (await takenPorts(added)).length === 0 ? next : assignPorts(nodes, known, 'free');
}
