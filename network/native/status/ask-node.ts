// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { memoryOf } from '../processes/process-identity.js';
import { participationOf } from '../steps/join-channel.js';
import { listens, processOf } from '../steps/node-control.js';
import { orderLeads } from '../steps/raft-leader.js';
import { clockSkewOf } from './clock-skew.js';
import { missingValues } from './missing-values.js';
import type { CertificateStatus, NodeStatus } from './network-status.js';
import { chainOf } from './peer-chain.js';

/** A node that is halted must not hold up the others' answers for long. */
const ANSWER_MS = 5000;

type Own = Partial<NodeStatus> & Pick<NodeStatus, 'answers'>;

/** Everything that one node tells, and its process and files; questions that find no answer are left out. */
export async function askNode(site: Site, node: NetworkNode): Promise<NodeStatus> {
  const process = processOf(site, node);
  const { pid, startedAt, state } = process;
  const memory = pid === undefined ? undefined : memoryOf(pid);
  const known = {
    name: node.name,
    kind: node.kind,
    department: node.department,
    state,
    address: site.endpoint(node),
    certificates: certificatesOf(site, node),
    ...(pid === undefined ? {} : { pid }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(memory === undefined ? {} : { memory }),
  };
  return { ...known, ...(pid === undefined ? { answers: false } : await ownWords(site, node)) };
}

async function ownWords(site: Site, node: NetworkNode): Promise<Own> {
  switch (node.kind) {
    case 'peer': {
      const [chain, clockSkew] = await Promise.all([chainOf(site, node), clockSkewOf(site, node)]);
      return { answers: chain !== undefined, ...chain, ...clockSkew, missingValues: missingValues(site.logFile(node)) };
    }
    case 'orderer': {
      const client = participationOf(site, node, ANSWER_MS);
      const info = await client.channel(site.state.definition.channel).catch(() => undefined);
      const [leads, clockSkew] = await Promise.all([orderLeads(site, node), clockSkewOf(site, node)]);
      return { answers: info !== undefined, leads, ...clockSkew, ...(info && { height: info.height }) };
    }
    case 'chaincode':
      return { answers: await listens(site.port(node, 'listen')), ...reportOf(site, node) };
    case 'ca':
      return { answers: await listens(site.port(node, 'listen')), ...(await clockSkewOf(site, node)) };
  }
}

interface Report {
  readonly pid: number;
  readonly digest?: string;
  readonly packageId?: string;
}

/** What a chaincode server wrote down when it began to serve; an earlier process's words do not count. */
function reportOf(site: Site, node: NetworkNode): Pick<NodeStatus, 'build' | 'packageId'> {
  const file = join(site.nodeFolder(node), 'report.json');
  if (!existsSync(file)) return {};
  const { pid, digest, packageId } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (pid !== processOf(site, node).pid) return {};
  return { ...(digest === undefined ? {} : { build: digest }), ...(packageId === undefined ? {} : { packageId }) };
}

function filesOf(node: NetworkNode): (readonly [string, CertificateStatus['use']])[] {
  if (node.kind !== 'ca') {
    return [
      ['msp/signcerts/cert.pem', 'identity'],
      ['tls/cert.pem', 'tls'],
    ];
  }
  const roots = node.authorities.map(({ path }) => [join(path, 'ca-cert.pem'), 'authority'] as const);
  return [...roots, ['tls-cert.pem', 'tls']];
}

function certificatesOf(site: Site, node: NetworkNode): CertificateStatus[] {
  const folder = site.nodeFolder(node);
  return filesOf(node)
    .filter(([file]) => existsSync(join(folder, file)))
    .map(([file, use]) => {
      const certificate = new X509Certificate(readFileSync(join(folder, file)));
      return { use, expires: new Date(certificate.validTo).toISOString() };
    });
}
