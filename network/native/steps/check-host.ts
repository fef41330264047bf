// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkFailure } from '../network-failure.js';
import { demandFree } from '../plan/assign-ports.js';
import { LISTENERS } from '../plan/nodes.js';
import type { NetworkNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import type { BringUp } from './bring-up.js';
import { processOf } from './node-control.js';

const MEGABYTE = 1024 * 1024;
/** What a node needs to begin with, its log and first blocks among it. */
const DISK_PER_NODE = 40 * MEGABYTE;

/** Before anything is started: ports, disk and certificates. */
export async function checkHost({ site }: BringUp): Promise<void> {
  const { bavail, bsize } = statfsSync(site.directory);
  demandDisk(site.directory, site.nodes.length, bavail * bsize);
  const starting = site.nodes.filter((node) => processOf(site, node).pid === undefined);
  for (const node of starting) demandCertificates(site, node);
  const ports = starting.flatMap(({ name, kind }) =>
    LISTENERS[kind].map((listener) => [`${name}/${listener}`, site.port({ name, kind }, listener)] as const),
  );
  await demandFree(Object.fromEntries(ports));
}

/** `free`: bytes that are left. @throws {NetworkFailure} DISK_FULL */
export function demandDisk(directory: string, nodes: number, free: number): void {
  const needed = nodes * DISK_PER_NODE;
  if (free >= needed) return;
  const has = Math.floor(free / MEGABYTE);
  const needs = Math.ceil(needed / MEGABYTE);
  throw new NetworkFailure('DISK_FULL', {
    zh: `${directory} 所在磁盘只剩 ${has} MB，网络的 ${nodes} 个节点至少需要 ${needs} MB。请清理磁盘，或用 ONEDOOR_NETWORK_FOLDER 指定另一目录。`,
    en: `The disk of ${directory} has ${has} MB left; the ${nodes} nodes of the network need ${needs} MB at least. Make room, or name a folder elsewhere with ONEDOOR_NETWORK_FOLDER.`,
  });
}

/** A certificate that has ended, or that its authority has not signed, is told before a node fails for it. */
function demandCertificates(site: Site, node: NetworkNode): void {
  if (node.kind === 'ca') return;
  for (const [use, file] of [
    ['signing', join('msp', 'signcerts', 'cert.pem')],
    ['tls', join('tls', 'cert.pem')],
  ] as const) {
    const root = site.rootCertificate(node.organisation, use);
    const path = join(site.nodeFolder(node), file);
    if (!existsSync(path) || !existsSync(root)) continue;
    const why = whyUnusable(readFileSync(path), readFileSync(root));
    if (why === undefined) continue;
    const text = {
      zh: `节点 ${node.name} 的证书 ${path} 不可用：${why.zh}。请运行“onedoor network renew”重新签发。`,
      en: `The certificate ${path} of node ${node.name} cannot be used: ${why.en}. Have it issued anew: onedoor network renew`,
    };
    throw new NetworkFailure('CERTIFICATE_UNUSABLE', text, { node: node.name });
  }
}

function whyUnusable(pem: Buffer, root: Buffer): { readonly zh: string; readonly en: string } | undefined {
  try {
    const certificate = new X509Certificate(pem);
    if (Date.parse(certificate.validTo) < Date.now()) {
      return { zh: `已于 ${certificate.validTo} 过期`, en: `it ended on ${certificate.validTo}` };
    }
    if (certificate.verify(new X509Certificate(root).publicKey)) return undefined;
    return { zh: '并非由本部门的证书机构签发', en: "its department's authority has not signed it" };
  } catch {
    return { zh: '文件已损坏', en: 'the file is damaged' };
  }
}
