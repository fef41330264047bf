// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkFolder } from '../network-folder.js';
import { NodeProcess } from '../processes/node-process.js';
import { supervisorOf } from '../supervise/supervisor-process.js';

/** Who asks goes before who answers: chaincode servers, peers, orderers, authorities. */
const ORDER: readonly RegExp[] = [/\.chaincode\./u, /\.peer\d+$/u, /^[^.]+$/u, /\.ca$/u];

/**
 * Stops every node that the folder knows, one kind after the other. It goes by the nodes' own folders, so that a network
 * of another version, or one that came up halfway, is stopped as well.
 */
export async function stopFolder(directory: string): Promise<void> {
  await supervisorOf(directory).stop();
  for (const kind of ORDER) await Promise.all(processesIn(directory, kind).map((process) => process.stop()));
}

/** Ends every node at once, for when there is no time to wait. */
export function endFolder(directory: string): void {
  supervisorOf(directory).signal('SIGKILL');
  for (const kind of ORDER) for (const process of processesIn(directory, kind)) process.signal('SIGKILL');
}

function processesIn(directory: string, kind: RegExp): NodeProcess[] {
  const { nodes, logs } = networkFolder(directory);
  if (!existsSync(nodes)) return [];
  const names = readdirSync(nodes).filter((name) => kind.test(name));
  return names.map((name) => new NodeProcess(join(nodes, name), join(logs, `${name}.log`)));
}
