// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationFailure } from '../operations/operation-failure.js';
import type { KubernetesSettings } from './kubernetes-objects.js';
import type { ManifestSettings } from './manifest-settings.js';

/** What a folder of manifests was written from, so that it can be written again when certificates are there. */
export interface ManifestNote {
  readonly format: 'onedoor-manifests-1';
  readonly settings: ManifestSettings;
  /** Of Kubernetes; without it the folder is for Compose. */
  readonly cluster?: KubernetesSettings;
}

const FILE = 'manifests.json';

export function writeNote(folder: string, note: Omit<ManifestNote, 'format'>): void {
  const content: ManifestNote = { format: 'onedoor-manifests-1', ...note };
  writeFileSync(join(folder, FILE), `${JSON.stringify(content, null, 2)}\n`);
}

/** @throws {OperationFailure} `WRONG_INPUT` for a folder that holds no manifests of ours. */
export function readNote(folder: string): ManifestNote {
  try {
    const note = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<ManifestNote>;
    if (note.format === 'onedoor-manifests-1' && note.settings !== undefined) return note as ManifestNote;
  } catch {
    // Told below.
  }
  throw new OperationFailure('WRONG_INPUT', {
    zh: `${folder} 中没有 ${FILE}。请先用“onedoor network compose”或“onedoor network kubernetes”写入此目录。`,
    en: `There is no ${FILE} in ${folder}. Write the folder first: onedoor network compose, or onedoor network kubernetes.`,
  });
}
