// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { networkFolder } from '../network-folder.js';
import { noNetwork } from '../network-failure.js';

/** What the commands of a network make beside what `networkFolder` names. */
const MADE = ['channel', 'organisations', 'operations', 'supervisor'];
/** Files that a command left which was ended while it wrote or locked. */
const DRAFT = /^network\.json\.\d+\.draft$|^lock\.json\../u;

/**
 * Refuses a folder that no network was made in; an empty one is nobody's.
 * @throws {NetworkFailure} NO_NETWORK
 */
export function demandNetworkFolder(directory: string): void {
  const { state, nodes } = networkFolder(directory);
  if (!existsSync(state) && !existsSync(nodes) && readdirSync(directory).length > 0) throw noNetwork(directory);
}

/** Removes what the network made, its state last, so that a removal that broke off can be run again. */
export function removeNetwork(directory: string): void {
  const { connections, enrolments, nodes, logs, state } = networkFolder(directory);
  const made = [...MADE, ...readdirSync(directory).filter((name) => DRAFT.test(name))];
  for (const path of [...made.map((name) => join(directory, name)), connections, enrolments, logs, nodes, state]) {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Removes the folder unless something of somebody else's is in it, or a command has begun to work there. */
export function removeIfEmpty(directory: string): void {
  if (existsSync(directory) && readdirSync(directory).length === 0) rmdirSync(directory);
}
