// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { DEFAULT_FABRIC } from '../../definitions/complete-definition.js';
import { NetworkFailure } from '../network-failure.js';
import type { Told } from '../network-failure.js';

/** Programs without which no network can be brought up. */
const NEEDED = ['peer', 'orderer', 'configtxgen', 'fabric-ca-server'] as const;
/** Also those of single commands. */
export type ProgramName = (typeof NEEDED)[number] | 'osnadmin' | 'configtxlator' | 'ledgerutil' | 'discover';

/** Fabric's programs on this machine. */
export interface Programs {
  /** Path of a program. @throws {NetworkFailure} PROGRAMS_NOT_FOUND */
  path(name: ProgramName): string;
  /** Folder of the external builder `ccaas`: it holds `bin/detect`, `bin/build` and `bin/release`. */
  readonly builder: string;
}

/** Folder that keeps programs of a version for this user; `network install` fills it. */
export function programCache(version: string, env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME ?? '';
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'onedoor', `fabric-${version}`);
}

/**
 * Looks for the programs in `$FABRIC_BIN`, in the user's cache folder and in `PATH`, in this order; the first place
 * that has all that are needed is taken whole, so that versions are not mixed.
 * @throws {NetworkFailure} PROGRAMS_NOT_FOUND, with what to do
 */
export function locatePrograms(version: string, env: NodeJS.ProcessEnv = process.env): Programs {
  const cache = programCache(version, env);
  const given = env.FABRIC_BIN ?? '';
  const places = [
    ...(given === '' ? [] : [[given]]),
    [join(cache, 'bin')],
    (env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
  ];
  for (const folders of places) {
    const builder = builderNear(folders, cache);
    if (builder !== undefined && NEEDED.every((name) => find(name, folders) !== undefined)) {
      return { builder, path: (name) => find(name, folders) ?? missing(version, [name], given) };
    }
  }
  const chosen = places[0] ?? [];
  const lacking: string[] = NEEDED.filter((name) => find(name, chosen) === undefined);
  return missing(version, lacking.length === 0 ? ['builders/ccaas'] : lacking, given);
}

function find(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The release archive has `builders/` beside `bin/`. */
function builderNear(folders: readonly string[], cache: string): string | undefined {
  const peer = find('peer', folders);
  const beside = peer === undefined ? [] : [join(dirname(dirname(realpathSync(peer))), 'builders', 'ccaas')];
  return [...beside, join(cache, 'builders', 'ccaas')].find((folder) => existsSync(join(folder, 'bin', 'release')));
}

function missing(version: string, names: readonly string[], given: string): never {
  const list = names.join(', ');
  const looked = given === '' ? 'the cache folder and PATH' : `FABRIC_BIN (${given}), the cache folder and PATH`;
  const advice = howToGet(version);
  throw new NetworkFailure('PROGRAMS_NOT_FOUND', {
    zh: `找不到 Hyperledger Fabric ${version} 的程序：${list}。${advice.zh}，或把 FABRIC_BIN 设为程序所在目录（其旁应有 builders/ccaas）。`,
    en: `Programs of Hyperledger Fabric ${version} were not found in ${looked}: ${list}. ${advice.en}, or set FABRIC_BIN to the folder that holds them (with builders/ccaas beside it).`,
  });
}

/** How programs of a version come onto this machine: `network install` fetches one version only. */
export function howToGet(version: string, env: NodeJS.ProcessEnv = process.env): Told {
  if (version === DEFAULT_FABRIC) {
    return { zh: '请运行“onedoor network install”下载', en: 'Run "onedoor network install" to fetch them' };
  }
  const folder = programCache(version, env);
  return {
    zh: `“onedoor network install”只下载 ${DEFAULT_FABRIC}；请自行下载 Fabric ${version} 及 Fabric CA 的发布包，解压到 ${folder}（其中有 bin 和 builders/ccaas）`,
    en: `"onedoor network install" fetches ${DEFAULT_FABRIC} only: download the release archives of Fabric ${version} and of Fabric CA yourself and unpack them into ${folder} (with bin and builders/ccaas in it)`,
  };
}
