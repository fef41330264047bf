// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Which ports of 127.0.0.1 a network namespace shares with the outside. */
export interface NamespacePlan {
  /** Folder of the sockets that cross its border. */
  readonly folder: string;
  /** Where the process inside listens. */
  readonly inside: readonly number[];
  /** Where it connects to. */
  readonly outside: readonly number[];
}

/** Sockets of the file system are the same inside and outside. */
export function socketPath({ folder }: NamespacePlan, direction: 'in' | 'out', port: number): string {
  return join(folder, `${direction}-${port}`);
}
