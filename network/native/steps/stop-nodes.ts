// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkFolder } from '../network-folder.js';
import { NodeProcess } from '../processes/node-process.js';

/** Who asks goes before who answers: chaincode servers, peers, orderers, authorities. */
const ORDER: readonly RegExp[] = [/\.chaincode\./u, /\.peer\d+$/u, /^[^.]+$/u, /\.ca$/u];

/**
 * Stops every node that the folder knows, one kind after the other. It goes by the nodes' own folders, so that a network
 * of another version, or one that came up halfway, is stopped as well.
 */
export async function stopFolder(directory: string): Promise<void> {
  const { nodes, logs } = networkFolder(directory);
  if (!existsSync(nodes)) return;
  const names = readdirSync(nodes);
  for (const kind of ORDER) {
    const some = names.filter((name) => kind.test(name));
    await Promise.all(some.map((name) => new NodeProcess(join(nodes, name), join(logs, `${name}.log`)).stop()));
  }
}
