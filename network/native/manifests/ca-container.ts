// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path';
import type { CaNode } from '../plan/nodes.js';
import type { Authority } from '../plan/organisations.js';
import { CONFIGURATION, DATA } from './container.js';
import type { Container, MaterialFile } from './container.js';
import { labelOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

const FILE = 'fabric-ca-server-config.yaml';

/**
 * A CA server. Its configuration names who may register others, with the secret of the first enrolment, so it is
 * material, not configuration; see ca-material. The server makes its keys itself, on its volume.
 */
export function caContainer(node: CaNode, { settings, ...view }: NetworkView): Container {
  const ports = view.ports.get(node.name) ?? [];
  const files = node.authorities.map(authorityFile);
  return {
    name: labelOf(node),
    node: node.name,
    kind: 'ca',
    department: node.department,
    image: `${settings.images}fabric-ca:${settings.caVersion}`,
    command: ['sh', '-c', startScript(files)],
    environment: {},
    configuration: [],
    material: files.map(materialOf),
    ports,
    healthPort: portOf(ports, 'operations'),
    disk: settings.disks.ca,
    resources: { cpu: '100m', memory: '128Mi', memoryLimit: '512Mi' },
    laterVariables: [],
  };
}

/** Where the configuration of an authority lies, below the server's folder. */
export function authorityFile({ path }: Pick<Authority, 'path'>): string {
  return posix.join(path, FILE);
}

function materialOf(path: string): MaterialFile {
  const folder = posix.dirname(path);
  return { key: folder === '.' ? 'authority' : `authority-${folder}`, path, source: path, isPrivate: true };
}

/** The server keeps everything beside its configuration, so that has to lie on the volume. */
function startScript(files: readonly string[]): string {
  const copies = files.map(
    (path) => `mkdir -p "$(dirname ${DATA}/${path})" && cp ${CONFIGURATION}/${path} ${DATA}/${path}`,
  );
  return `umask 077 && ${copies.join(' && ')} && exec fabric-ca-server start --home ${DATA}`;
}
