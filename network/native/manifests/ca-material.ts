// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { authorityConfig, caServerConfig } from '../config/ca-config.js';
import { yamlText } from '../config/yaml-text.js';
import type { CaNode } from '../plan/nodes.js';
import { furtherAuthority } from './ca-container.js';
import { hostOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

const FILE = 'fabric-ca-server-config.yaml';
const REGISTRAR = 'registrar';

/** Files of a CA server with a new registrar's secret each, by their path below the node's folder of material. */
export function caMaterial(node: CaNode, view: NetworkView): ReadonlyMap<string, string> {
  const ports = view.ports.get(node.name);
  const [first, ...others] = node.organisations;
  const further = others.map((_, index) => furtherAuthority(index).path);
  const operationsPort = portOf(ports, 'operations');
  const server = caServerConfig(
    withHost(authorityConfig(first.caName, first.mspId, newRegistrar()), node, view),
    { port: portOf(ports, 'listen'), operationsPort, address: '0.0.0.0' },
    further,
  );
  return new Map([
    [FILE, yamlText(server)],
    ...others.map(({ caName, mspId }, index): [string, string] => [
      furtherAuthority(index).path,
      yamlText(withHost(authorityConfig(caName, mspId, newRegistrar()), node, view)),
    ]),
  ]);
}

function newRegistrar(): { id: string; secret: string } {
  return { id: REGISTRAR, secret: randomBytes(24).toString('base64url') };
}

/** The server's own TLS certificate carries the host name by which others reach it. */
function withHost(authority: object, node: CaNode, { settings }: NetworkView): object {
  const { csr } = authority as { readonly csr: { readonly hosts: readonly string[] } };
  return { ...authority, csr: { ...csr, hosts: [...csr.hosts, hostOf(node, settings)] } };
}
