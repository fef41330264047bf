// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Where a native network keeps what it is made of. All of it is made by `up` and removed by `down --purge`. */
export interface NetworkFolder {
  readonly directory: string;
  /** What was brought up: definition, ports, nodes; no secret. */
  readonly state: string;
  /** `<department>.json`: how the department's gateway reaches the channel, a Fabric connection profile. */
  readonly connections: string;
  /** `<department>.json`, mode 0600: one-time enrolment secrets of the department's gateway identities. */
  readonly enrolments: string;
  /** A folder per node: its configuration, MSP, TLS key and data. */
  readonly nodes: string;
  readonly logs: string;
}

export function networkFolder(directory: string): NetworkFolder {
  return {
    directory,
    state: join(directory, 'network.json'),
    connections: join(directory, 'connections'),
    enrolments: join(directory, 'enrolments'),
    nodes: join(directory, 'nodes'),
    logs: join(directory, 'logs'),
  };
}
