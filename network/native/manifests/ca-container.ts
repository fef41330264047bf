// SPDX-License-Identifier: Apache-2.0
import type { CaNode } from '../plan/nodes.js';
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
  const further = node.organisations.slice(1).map((_, index) => furtherAuthority(index));
  return {
    name: labelOf(node),
    node: node.name,
    kind: 'ca',
    department: node.department,
    image: `${settings.images}fabric-ca:${settings.caVersion}`,
    command: ['sh', '-c', startScript(further.map(({ path }) => path))],
    environment: {},
    configuration: [],
    material: [{ key: 'authority', path: FILE, source: FILE, isPrivate: true }, ...further],
    ports,
    healthPort: portOf(ports, 'operations'),
    disk: settings.disks.ca,
    resources: { cpu: '100m', memory: '128Mi', memoryLimit: '512Mi' },
    laterVariables: [],
  };
}

/** Where the configuration of an authority lies, below the server's folder; the server's own is the first. */
export function authorityFile(index: number): string {
  return index === 0 ? FILE : furtherAuthority(index - 1).path;
}

/** Where the configuration of a further authority lies, below the server's folder. */
export function furtherAuthority(index: number): MaterialFile {
  const path = `${index === 0 ? 'orderers' : `authority${index + 2}`}/${FILE}`;
  return { key: `authority-${index + 2}`, path, source: path, isPrivate: true };
}

/** The server keeps everything beside its configuration, so that has to lie on the volume. */
function startScript(further: readonly string[]): string {
  const copies = [FILE, ...further].map(
    (path) => `mkdir -p "$(dirname ${DATA}/${path})" && cp ${CONFIGURATION}/${path} ${DATA}/${path}`,
  );
  return `umask 077 && ${copies.join(' && ')} && exec fabric-ca-server start --home ${DATA}`;
}
