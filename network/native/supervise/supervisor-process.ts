// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { networkFolder } from '../network-folder.js';
import { NodeProcess } from '../processes/node-process.js';

const PROGRAM = fileURLToPath(new URL('./supervise.js', import.meta.url));

/** The process that starts crashed nodes again; one for a network. */
export function supervisorOf(directory: string): NodeProcess {
  return new NodeProcess(join(directory, 'supervisor'), join(networkFolder(directory).logs, 'supervisor.log'));
}

/** Starts it, unless it runs. It looks for Fabric's programs where whoever starts it does. */
export function startSupervisor(directory: string): void {
  const { FABRIC_BIN, XDG_CACHE_HOME } = process.env;
  const environment = {
    ...(FABRIC_BIN === undefined ? {} : { FABRIC_BIN }),
    ...(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME }),
  };
  supervisorOf(directory).start({ command: process.execPath, args: [PROGRAM, directory], environment });
}
