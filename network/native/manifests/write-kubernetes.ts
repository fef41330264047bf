// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder, writePrivate } from '../files/write-private.js';
import { packageChaincodes } from './chaincode-packages.js';
import { channelConfiguration } from './channel-plan.js';
import type { Container } from './container.js';
import { containersOf } from './containers-of.js';
import { namespaceObject, nodeObjects, packagesObject, secretObject } from './kubernetes-objects.js';
import type { KubernetesSettings } from './kubernetes-objects.js';
import type { ManifestSettings } from './manifest-settings.js';
import { writeNote } from './manifest-note.js';
import { missingMaterial, readMaterial, writeCaMaterial } from './material-files.js';
import { networkView } from './network-view.js';
import type { WrittenManifests } from './write-compose.js';

const NOTE = `# Written by "onedoor network kubernetes" from the network's definition; written anew by the next run.
`;

/**
 * Writes a folder per department with a file per node, `secrets/` (0600; from `material/`, whose files nobody else may
 * read either), the namespace, the ConfigMap of each chaincode server's package id, and `channel/configtx.yaml`.
 * @throws {OperationFailure} `WRONG_INPUT` for a definition whose names make no host names.
 */
export function writeKubernetes(
  folder: string,
  settings: ManifestSettings,
  cluster: KubernetesSettings,
): WrittenManifests {
  const view = networkView(settings);
  const containers = containersOf(view);
  const material = join(folder, 'material');
  makeFolder(material);
  writeCaMaterial(material, view);
  const files = [
    ['namespace.yaml', documents([namespaceObject(cluster)])] as const,
    ...containers.map((container) => {
      return [
        join(container.department, `${container.name}.yaml`),
        documents(nodeObjects(container, cluster)),
      ] as const;
    }),
  ];
  for (const [path, text] of files) write(join(folder, path), text);
  const ids = packageChaincodes(folder, view);
  write(join(folder, 'chaincode-packages.yaml'), documents([packagesObject(containers, cluster, ids)]));
  write(join(folder, 'channel', 'configtx.yaml'), channelConfiguration(view));
  writeNote(folder, { settings, cluster });
  const secrets = containers.map((container) => writeSecret(folder, container, cluster));
  return {
    files: [...files.map(([path]) => path), 'chaincode-packages.yaml', ...secrets],
    missing: missingMaterial(material, containers),
  };
}

function writeSecret(folder: string, container: Container, cluster: KubernetesSettings): string {
  const path = join('secrets', `${container.name}.yaml`);
  const object = secretObject(container, cluster, readMaterial(join(folder, 'material'), container));
  writePrivate(join(folder, path), documents([object]));
  return path;
}

function documents(objects: readonly object[]): string {
  const texts = objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }));
  return NOTE + texts.join('---\n');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
