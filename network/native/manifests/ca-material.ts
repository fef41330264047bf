// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { authorityConfig, caServerConfig } from '../config/ca-config.js';
import { yamlText } from '../config/yaml-text.js';
import type { CaNode } from '../plan/nodes.js';
import type { Authority } from '../plan/organisations.js';
import { authorityFile } from './ca-container.js';
import { hostOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

const REGISTRAR = 'registrar';

/** Files of a CA server with a new registrar's secret each, by their path below the node's folder of material. */
export function caMaterial(node: CaNode, view: NetworkView): ReadonlyMap<string, string> {
  const ports = view.ports.get(node.name);
  const [first, ...others] = node.authorities;
  if (first === undefined) throw new Error(`${node.name} has no authority`);
  const config = (authority: Authority): object => withHost(authorityConfig(authority, newRegistrar()), node, view);
  const operationsPort = portOf(ports, 'operations');
  const server = caServerConfig(
    config(first),
    { port: portOf(ports, 'listen'), operationsPort, address: '0.0.0.0' },
    others.map(authorityFile),
  );
  return new Map([
    [authorityFile(first), yamlText(server)],
    ...others.map((authority): [string, string] => [authorityFile(authority), yamlText(config(authority))]),
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
