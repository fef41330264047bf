// SPDX-License-Identifier: Apache-2.0
import { chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { yamlText } from '../config/yaml-text.js';
import { packageChaincodes } from './chaincode-packages.js';
import { channelConfiguration } from './channel-plan.js';
import { composeFile, outerVariable } from './compose-file.js';
import { USER_ID } from './container.js';
import { containersOf } from './containers-of.js';
import type { ManifestSettings } from './manifest-settings.js';
import { writeNote } from './manifest-note.js';
import { missingMaterial, writeCaMaterial } from './material-files.js';
import { networkView } from './network-view.js';

export interface WrittenManifests {
  /** Paths below the folder. */
  readonly files: readonly string[];
  /** Below the folder's `material`: what a department's authority has to issue before its nodes can start. */
  readonly missing: readonly string[];
}

const NOTE = `# Written by "onedoor network compose" from the network's definition; written anew by the next run.
# Keys and certificates: material/<node>/, see docs/operations.md.
`;

/**
 * Writes `compose.yaml`, `configuration/`, a folder of data per node, `channel/configtx.yaml`, in `material/` the
 * configuration of CA servers, and in `.env` the package ids of departments whose certificates are there.
 * @throws {OperationFailure} `WRONG_INPUT` for a definition whose names make no host names.
 */
export function writeCompose(folder: string, settings: ManifestSettings): WrittenManifests {
  const view = networkView(settings);
  const containers = containersOf(view);
  const owner = containerUser();
  const files = containers.flatMap(({ node, configuration }) =>
    configuration.map(({ path, text }) => [join('configuration', node, path), text] as const),
  );
  for (const [path, text] of files) write(join(folder, path), text);
  for (const { node, disk } of containers) if (disk !== undefined) makeData(join(folder, 'data', node), owner);
  writeCaMaterial(join(folder, 'material'), view);
  handOver(join(folder, 'material'), owner);
  write(join(folder, '.env'), variables(packageChaincodes(folder, view)));
  write(join(folder, 'channel', 'configtx.yaml'), channelConfiguration(view));
  writeNote(folder, { settings });
  write(join(folder, 'compose.yaml'), NOTE + yamlText(composeFile(containers, settings, owner)));
  return {
    files: ['compose.yaml', ...files.map(([path]) => path)],
    missing: missingMaterial(join(folder, 'material'), containers),
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Containers run as whoever writes the files, so that they can read them; never as root. */
function containerUser(): number {
  const own = process.getuid?.() ?? 0;
  return own === 0 ? USER_ID : own;
}

function variables(ids: ReadonlyMap<string, string>): string {
  return [...ids].map(([name, id]) => `${outerVariable('CHAINCODE_ID', name)}=${id}\n`).join('');
}

/** What root writes would be closed to the containers' user. */
function handOver(folder: string, owner: number): void {
  if (process.getuid?.() !== 0) return;
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of ['.', ...below]) chownSync(join(folder, path), owner, owner);
}

function makeData(folder: string, owner: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(folder, owner, owner);
}
