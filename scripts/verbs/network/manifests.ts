// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ManifestSettings } from '../../../network/native/manifests/manifest-settings.js';
import type { WrittenManifests } from '../../../network/native/manifests/write-compose.js';
import { inLanguage } from '../../language.js';
import type { Bilingual } from '../../language.js';
import { readText } from '../../local/read-text.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { operating } from './operating.js';

interface ManifestOptions {
  readonly definition: string;
  readonly chaincodeImage: string;
  readonly images: string;
  readonly peerDisk: string;
  readonly ordererDisk: string;
  readonly caDisk: string;
  readonly domain?: string;
  readonly json?: true;
}

interface KubernetesOptions extends ManifestOptions {
  readonly namespace: string;
  readonly storageClass?: string;
}

const SHOWN = 8;

/** `onedoor network compose <folder>`: the network of a definition as a Compose file. */
export function composeVerb(): Command {
  const command = verb('compose', {
    zh: '按网络定义写出 Compose 文件（每个节点一个服务）',
    en: 'write the network of a definition as a Compose file, a service per node',
  });
  return withSettings(command).action(async (folder: string, options: ManifestOptions) => {
    const { writeCompose } = await import('../../../network/native/manifests/write-compose.js');
    const settings = await operating(() => settingsOf(options, options.domain ?? ''));
    report(folder, await operating(() => Promise.resolve(writeCompose(resolve(folder), settings))), options);
  });
}

interface MaterialOptions {
  readonly department: string;
  readonly ca: string;
  readonly root: string;
  readonly json?: true;
}

/** `onedoor network material <folder>`: keys and certificates of a department's nodes, for such a folder. */
export function materialVerb(): Command {
  const command = verb('material', {
    zh: '由部门自己的证书机构为清单中的节点签发密钥与证书',
    en: "have a department's own authority certify its nodes of a Compose file or of manifests",
  })
    .argument(
      '<folder>',
      inLanguage({ zh: 'compose 或 kubernetes 写入的目录', en: 'folder that compose or kubernetes has written' }),
    )
    .requiredOption('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .requiredOption(
      '--ca <url>',
      inLanguage({ zh: '证书机构地址 https://…', en: 'address of its CA server, https://…' }),
    )
    .requiredOption(
      '--root <file>',
      inLanguage({ zh: '其根证书 ca-cert.pem', en: 'its root certificate, ca-cert.pem' }),
    );
  return withJson(command).action(async (folder: string, { department, ca, root, json }: MaterialOptions) => {
    const { issueMaterial } = await import('../../../network/native/manifests/issue-material.js');
    const wish = { folder: resolve(folder), department, url: ca.replace(/\/+$/u, ''), root: await readText(root) };
    report(folder, await operating(() => issueMaterial(wish)), json === true ? { json } : {});
  });
}

/** `onedoor network kubernetes <folder>`: the same as manifests. */
export function kubernetesVerb(): Command {
  const command = verb('kubernetes', {
    zh: '按网络定义写出 Kubernetes 清单（每个节点一个 Deployment、Service、PersistentVolumeClaim、Secret）',
    en: 'write the network of a definition as Kubernetes manifests: Deployment, Service, PersistentVolumeClaim and Secret per node',
  })
    .option('--namespace <name>', inLanguage({ zh: '命名空间', en: 'namespace' }), 'onedoor')
    .option(
      '--storage-class <name>',
      inLanguage({ zh: '存储类（默认：集群默认）', en: "storage class (default: the cluster's)" }),
    );
  return withSettings(command).action(async (folder: string, options: KubernetesOptions) => {
    const { writeKubernetes } = await import('../../../network/native/manifests/write-kubernetes.js');
    const { namespace, storageClass } = options;
    const domain = options.domain ?? `${namespace}.svc.cluster.local`;
    const settings = await operating(() => settingsOf(options, domain));
    const cluster = { namespace, ...(storageClass === undefined ? {} : { storageClass }) };
    report(
      folder,
      await operating(() => Promise.resolve(writeKubernetes(resolve(folder), settings, cluster))),
      options,
    );
  });
}

function withSettings(command: Command): Command {
  return withJson(command)
    .argument('<folder>', inLanguage({ zh: '目标目录', en: 'folder to write into' }))
    .requiredOption(
      '--chaincode-image <image>',
      inLanguage({
        zh: '链码服务镜像（含本软件包与 Node）',
        en: 'image of the chaincode server: Node and this package',
      }),
    )
    .option(
      '--definition <name>',
      inLanguage({ zh: '网络定义：名称或文件', en: 'definition: a name or a file' }),
      'district',
    )
    .option(
      '--images <prefix>',
      inLanguage({ zh: 'Fabric 镜像前缀', en: "prefix of Fabric's images" }),
      'docker.io/hyperledger/',
    )
    .option(
      '--domain <suffix>',
      inLanguage({
        zh: '主机名后缀（证书须含该主机名）',
        en: 'suffix of host names, which the certificates have to carry',
      }),
    )
    .option('--peer-disk <size>', inLanguage({ zh: 'peer 磁盘', en: 'disk of a peer' }), '100Gi')
    .option('--orderer-disk <size>', inLanguage({ zh: '排序节点磁盘', en: 'disk of an orderer' }), '50Gi')
    .option('--ca-disk <size>', inLanguage({ zh: '证书机构磁盘', en: 'disk of a certificate authority' }), '1Gi');
}

async function settingsOf(options: ManifestOptions, domain: string): Promise<ManifestSettings> {
  const { completeDefinition } = await import('../../../network/definitions/complete-definition.js');
  const { loadDefinition } = await import('../../../network/definitions/load-definition.js');
  const { FABRIC_CA_VERSION } = await import('../../../network/native/install/releases.js');
  const { chaincodeImage, images, peerDisk, ordererDisk, caDisk } = options;
  return {
    definition: completeDefinition(loadDefinition(options.definition)),
    chaincodeImage,
    images,
    caVersion: FABRIC_CA_VERSION,
    disks: { peer: peerDisk, orderer: ordererDisk, ca: caDisk },
    domain,
  };
}

function report(folder: string, written: WrittenManifests, { json }: { readonly json?: true }): void {
  if (json === true) printJson({ folder: resolve(folder), ...written });
  else printResult(inLanguage(told(folder, written)));
}

function told(folder: string, { files, missing }: WrittenManifests): Bilingual {
  const some = missing.slice(0, SHOWN).map((path) => `\n  material/${path}`);
  const list = some.join('') + (missing.length > SHOWN ? '\n  …' : '');
  return {
    zh: `已写入 ${folder}：${files.length} 个文件。启动节点前还需由各部门的证书机构签发 ${missing.length} 个文件（见 docs/operations.md）：${list}`,
    en: `Wrote ${files.length} files into ${folder}. Before the nodes can start, their departments' authorities have to issue ${missing.length} more (docs/operations.md): ${list}`,
  };
}
