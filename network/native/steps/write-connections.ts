// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionProfile } from '../config/connection-profile.js';
import type { ProfileEntry } from '../config/connection-profile.js';
import { writePrivate } from '../files/write-private.js';
import type { NetworkNode } from '../plan/nodes.js';
import { peerOrganisation } from '../plan/organisations.js';
import type { Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';

/** Writes every department's connection profile. */
export function writeConnections(site: Site): void {
  for (const { code } of site.state.definition.departments) {
    writePrivate(connectionFile(site, code), `${JSON.stringify(profileOf(site, code), null, 2)}\n`);
  }
}

export function connectionFile(site: Site, department: string): string {
  return join(site.folder.connections, `${department}.json`);
}

function profileOf(site: Site, code: string): object {
  const department = site.state.definition.departments.find((each) => each.code === code);
  if (department === undefined) throw new Error(`${code} is no department of this network`);
  const organisation = peerOrganisation(department);
  const entry = (node: NetworkNode, of: Organisation): ProfileEntry => ({
    name: node.name,
    address: site.endpoint(node),
    root: readFileSync(site.rootCertificate(of, 'tls'), 'utf8'),
  });
  return connectionProfile({
    network: site.state.definition.channel,
    department: code,
    mspId: department.mspId,
    peers: site.peers.filter((peer) => peer.department === code).map((peer) => entry(peer, peer.organisation)),
    orderers: site.orderers.map((orderer) => entry(orderer, orderer.organisation)),
    ca: { ...entry(site.caOf(organisation), organisation), caNames: organisation.caNames },
  });
}
