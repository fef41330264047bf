// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEFAULT_FABRIC } from '../../definitions/complete-definition.js';
import { fetchArchive } from './fetch-archive.js';
import type { FetchedArchive } from './fetch-archive.js';
import { missingPrograms } from './installed.js';
import { archivesFor, FABRIC_CA_VERSION, OFFICIAL_RELEASES } from './releases.js';
import type { Host, ReleaseArchive } from './releases.js';
import { unpack } from './unpack.js';

export interface InstallWish {
  /** Where the programs come to lie, see programCache. */
  readonly folder: string;
  readonly version?: string;
  readonly host?: Host;
  readonly from?: string;
  readonly sha256?: readonly string[];
  readonly onProgress?: (archive: string, received: number, total: number | undefined) => void;
  readonly signal?: AbortSignal;
  /** Pause before an interrupted download goes on; longer each time. */
  readonly pauseMs?: number;
}

export interface Installed {
  readonly folder: string;
  /** Everything was there before. */
  readonly already: boolean;
  readonly archives: readonly { name: string; sha256: string; checkedAgainst: FetchedArchive['checkedAgainst'] }[];
}

/**
 * Fetches the official programs of Fabric and its CA into a folder; where all are there, nothing is done. The folder
 * appears whole or not at all; an interrupted download goes on with the next call.
 * @throws {OperationFailure} see {@link fetchArchive} and {@link unpack}.
 */
export async function installFabric(wish: InstallWish): Promise<Installed> {
  const { folder, version = DEFAULT_FABRIC } = wish;
  const host = wish.host ?? { platform: process.platform, architecture: process.arch };
  const archives = archivesFor(host, version);
  const programs = archives.flatMap((archive) => archive.programs);
  if ((await missingPrograms(folder, programs)).length === 0) return { folder, already: true, archives: [] };
  const downloads = join(dirname(folder), 'downloads');
  await mkdir(downloads, { recursive: true, mode: 0o700 });
  const fetched: (FetchedArchive & ReleaseArchive)[] = [];
  for (const archive of archives) fetched.push({ ...archive, ...(await fetchOne(archive, wish, downloads)) });
  await place(folder, fetched, version, wish.signal);
  for (const { file } of fetched) await rm(file, { force: true });
  const told = fetched.map(({ name, sha256, checkedAgainst }) => ({ name, sha256, checkedAgainst }));
  return { folder, already: false, archives: told };
}

function fetchOne(archive: ReleaseArchive, wish: InstallWish, downloads: string): Promise<FetchedArchive> {
  const { from = OFFICIAL_RELEASES, sha256 = [], onProgress, signal, pauseMs } = wish;
  return fetchArchive(archive, {
    from,
    sha256,
    downloads,
    onBytes: (received, total) => onProgress?.(archive.name, received, total),
    ...(signal === undefined ? {} : { signal }),
    ...(pauseMs === undefined ? {} : { pauseMs }),
  });
}

/** Unpacks beside the folder and moves the whole into its place. */
async function place(
  folder: string,
  archives: readonly (FetchedArchive & ReleaseArchive)[],
  version: string,
  signal?: AbortSignal,
): Promise<void> {
  const staging = await mkdtemp(`${folder}.new-`);
  try {
    for (const { file, programs } of archives) {
      await unpack(file, staging, programs, signal);
      for (const program of programs) await chmod(join(staging, program), 0o755);
    }
    const from = archives.map(({ name, sha256, checkedAgainst }) => ({ name, sha256, checkedAgainst }));
    const note = { fabric: version, fabricCa: FABRIC_CA_VERSION, archives: from };
    await writeFile(join(staging, 'installed.json'), `${JSON.stringify(note, null, 2)}\n`);
    await chmod(staging, 0o755);
    await exchange(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** An incomplete folder of before makes way. */
async function exchange(staging: string, folder: string): Promise<void> {
  const old = `${staging}.old`;
  await rename(folder, old).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  await rename(staging, folder);
  await rm(old, { recursive: true, force: true });
}
