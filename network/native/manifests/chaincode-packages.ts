// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTlsFolder } from '../certificates/msp-folder.js';
import { writePrivate } from '../files/write-private.js';
import { makePackage } from '../lifecycle/make-package.js';
import type { ChaincodeNode } from '../plan/nodes.js';
import { hostOf, labelOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

/**
 * Packages the chaincode for every department whose certificates are there: `material/<node>/package.tgz`, for its peers
 * to install. Answers the package ids by the name of the container.
 */
export function packageChaincodes(folder: string, view: NetworkView): ReadonlyMap<string, string> {
  const { chaincode, version } = view.settings.definition;
  const label = `${chaincode}_${version}`.replaceAll(/[^A-Za-z0-9_.+-]/gu, '-');
  const servers = view.nodes.filter((node) => node.kind === 'chaincode');
  return new Map(
    servers.flatMap((server) => {
      const own = join(folder, 'material', server.name);
      if (!hasTlsFolder(join(own, 'peer-client'))) return [];
      const file = join(own, 'package.tgz');
      if (!existsSync(file)) writePrivate(file, makePackage(label, connectionOf(view, server, own)));
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
      return [[labelOf(server), `${label}:${digest}`] as const];
    }),
  );
}

function connectionOf({ settings, ports }: NetworkView, server: ChaincodeNode, own: string): object {
  const text = (name: string): string => readFileSync(join(own, 'peer-client', name), 'utf8');
  return {
    address: `${hostOf(server, settings)}:${portOf(ports.get(server.name), 'listen')}`,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    client_key: text('key.pem'),
    client_cert: text('cert.pem'),
    root_cert: text('ca.pem'),
  };
}
