// SPDX-License-Identifier: Apache-2.0
import type { BatchDefinition, NetworkDefinition, OrdererDefinition } from './definition.js';

/** The release that a network is made for unless its definition names another. */
export const DEFAULT_FABRIC = '3.1.5';
const FIRST_PORT = 17_000;
/** Time that the orderer waits for more before it cuts a block: half of what a lone submit may wait. */
const BATCH: BatchDefinition = {
  timeout: '100ms',
  maxMessages: 500,
  preferredBytes: 2 * 1024 * 1024,
  absoluteBytes: 10 * 1024 * 1024,
};

/** A definition with nothing left open. */
export type CompleteDefinition = Required<NetworkDefinition>;

/** Fills in what a definition leaves out: one orderer of the first department, one peer per department. */
export function completeDefinition(definition: NetworkDefinition): CompleteDefinition {
  const { channel, chaincode, departments } = definition;
  return {
    channel,
    chaincode,
    departments,
    version: definition.version ?? '1.0',
    orderers: definition.orderers ?? firstOrderer(definition),
    peersPerDepartment: definition.peersPerDepartment ?? 1,
    batch: definition.batch ?? BATCH,
    fabric: definition.fabric ?? DEFAULT_FABRIC,
    firstPort: definition.firstPort ?? FIRST_PORT,
  };
}

function firstOrderer({ departments }: NetworkDefinition): OrdererDefinition[] {
  return departments.slice(0, 1).map(({ code }) => ({ code: 'orderer1', department: code }));
}
