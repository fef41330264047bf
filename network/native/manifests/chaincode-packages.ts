// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTlsFolder } from '../certificates/msp-folder.js';
import { writePrivate } from '../files/write-private.js';
import { connectionOf, makePackage, packageId, labelOf as packageLabelOf } from '../lifecycle/make-package.js';
import { hostOf, labelOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

/**
 * Packages the chaincode for every department whose certificates are there: `material/<node>/package.tgz`, for its peers
 * to install. Answers the package ids by the name of the container.
 */
export function packageChaincodes(folder: string, view: NetworkView): ReadonlyMap<string, string> {
  const { chaincode, version } = view.settings.definition;
  const label = packageLabelOf({ name: chaincode, version });
  const servers = view.nodes.filter((node) => node.kind === 'chaincode');
  return new Map(
    servers.flatMap((server) => {
      const own = join(folder, 'material', server.name);
      const client = join(own, 'peer-client');
      if (!hasTlsFolder(client)) return [];
      const file = join(own, 'package.tgz');
      const address = `${hostOf(server, view.settings)}:${portOf(view.ports.get(server.name), 'listen')}`;
      if (!existsSync(file)) writePrivate(file, makePackage(label, connectionOf(address, client)));
      return [[labelOf(server), packageId(label, readFileSync(file))] as const];
    }),
  );
}
