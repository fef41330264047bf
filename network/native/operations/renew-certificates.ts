// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkNode } from '../plan/nodes.js';
import { organisationsOf } from '../plan/organisations.js';
import type { Organisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import { chaincodeClientFolder, chaincodeClientId } from '../steps/enrol-organisation.js';
import { processOf, startNode } from '../steps/node-control.js';
import { REGISTRAR } from '../steps/start-authorities.js';
import type { Operation } from './operation.js';
import { heightOfOthers, untilHeight } from './peer-height.js';
import { renewFolder } from './renew-folder.js';
import type { CertificateFolder } from './renew-folder.js';
import { repackage } from './repackage.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was renewed: a node, or an administrator as `<MSP id>.admin`. */
export interface Renewed {
  readonly name: string;
  readonly notAfter: string;
}

/**
 * Enrols again whoever's certificate ends within so many days, then restarts the nodes, one after the other: a peer
 * follows when the one before has every block. Orderers keep their keys, as the channel's configuration knows them by
 * these; everybody else gets a new one. Certificates of before stay good until they end.
 */
export async function renewCertificates(operation: Operation, withinDays: number): Promise<Renewed[]> {
  const { site } = operation;
  const ends = (folder: CertificateFolder): boolean => endOf(folder) - Date.now() < withinDays * DAY_MS;
  const renewed: Renewed[] = [];
  for (const organisation of organisationsOf(site.state.definition)) {
    for (const folder of identitiesOf(site, organisation).filter(ends)) {
      await renewFolder(site, organisation, folder);
      renewed.push({ name: `${organisation.mspId}.${folder.id}`, notAfter: new Date(endOf(folder)).toISOString() });
    }
  }
  for (const node of site.nodes) {
    const due = certificatesOf(site, node).filter(ends);
    if (due.length === 0) continue;
    operation.onStep({
      zh: `换发 ${node.name} 的证书并重启`,
      en: `${node.name} gets certificates anew and is restarted`,
    });
    await renewNode(operation, node, due);
    const [first] = certificatesOf(site, node);
    if (first !== undefined) renewed.push({ name: node.name, notAfter: new Date(endOf(first)).toISOString() });
  }
  return renewed;
}

async function renewNode(operation: Operation, node: NetworkNode, due: readonly CertificateFolder[]): Promise<void> {
  const { site, programs, signal } = operation;
  if (node.kind === 'ca') rmSync(join(site.nodeFolder(node), 'tls-cert.pem'), { force: true });
  else for (const folder of due) await renewFolder(site, node.organisation, folder);
  if (node.kind === 'chaincode' && due.some(({ folder }) => folder.endsWith('peer-client'))) {
    await repackage(operation, node);
    return;
  }
  await processOf(site, node).stop();
  await startNode(site, node, programs);
  if (node.kind === 'peer') await untilHeight(site, node, await heightOfOthers(site, node), signal);
}

const REGISTRAR_FOLDER = { id: REGISTRAR, type: 'client', kind: 'msp' } as const;

/** The administrator comes before the registrar's other works; the registrar certifies itself last. */
function identitiesOf(site: Site, organisation: Organisation): CertificateFolder[] {
  const admin = site.administrator(organisation);
  return [
    { id: 'admin', type: 'admin', kind: 'msp', folder: admin },
    { id: 'admin', type: 'admin', kind: 'tls', folder: join(admin, 'tls') },
    ...(['signing', 'tls'] as const).map((authority) => {
      return { ...REGISTRAR_FOLDER, authority, folder: site.registrar(organisation, authority) };
    }),
  ];
}

/** Every certificate of a node's own; an authority's server makes its TLS certificate itself. */
export function certificatesOf(site: Site, node: NetworkNode): CertificateFolder[] {
  const folder = site.nodeFolder(node);
  const id = node.name.replaceAll('.', '-');
  const tls = { id, kind: 'tls', folder: join(folder, 'tls') } as const;
  switch (node.kind) {
    case 'ca':
      return [{ id, type: 'client', kind: 'tls', folder, file: 'tls-cert.pem' }];
    case 'chaincode':
      return [
        { ...tls, type: 'client' },
        { ...tls, id: chaincodeClientId(node), type: 'peer', folder: chaincodeClientFolder(folder) },
      ];
    case 'orderer':
    case 'peer': {
      const keepKey = node.kind === 'orderer';
      const msp = { id, type: node.kind, kind: 'msp', folder: join(folder, 'msp'), keepKey } as const;
      // What a token signs with is renewed by who made it there.
      return [...(site.hsm(node) === undefined ? [msp] : []), { ...tls, type: node.kind, keepKey }];
    }
  }
}

/** Milliseconds since the epoch; one that is not there counts as long ended. */
function endOf({ folder, kind, file }: CertificateFolder): number {
  const path = join(folder, file ?? (kind === 'msp' ? join('signcerts', 'cert.pem') : 'cert.pem'));
  return existsSync(path) ? Date.parse(new X509Certificate(readFileSync(path)).validTo) : 0;
}
