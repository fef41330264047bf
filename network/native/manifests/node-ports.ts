// SPDX-License-Identifier: Apache-2.0
import { LISTENERS } from '../plan/nodes.js';
import type { NetworkNode } from '../plan/nodes.js';
import type { ContainerPort } from './container.js';

/**
 * The ports of the definition: one after the other from its first one, in the order in which a native network of one
 * host gives them out. A container listens on the same port as the process would.
 */
export function portsByNode(
  nodes: readonly NetworkNode[],
  first: number,
): ReadonlyMap<string, readonly ContainerPort[]> {
  let next = first;
  return new Map(
    nodes.map(({ name, kind }) => [name, LISTENERS[kind].map((listener) => ({ name: listener, port: next++ }))]),
  );
}

export function portOf(ports: readonly ContainerPort[] | undefined, listener: string): number {
  const found = ports?.find(({ name }) => name === listener);
  if (found === undefined) throw new Error(`there is no listener ${listener}`);
  return found.port;
}
