// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import { writePrivate } from '../files/write-private.js';
import { networkFolder } from '../network-folder.js';
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeSetting } from './chaincode-setting.js';

/** Number of the folder's shape; another one is not opened. */
export const FORMAT = 2;

/** What a network's folder says of it (`network.json`); no secret. */
export interface NetworkState {
  readonly format: typeof FORMAT;
  readonly definition: CompleteDefinition;
  readonly chaincodes: readonly ChaincodeSetting[];
  /** Port of each listener, named `<node>/<listener>`; once given it stays. */
  readonly ports: Readonly<Record<string, number>>;
  /** Roles that each department's gateway has an identity for. */
  readonly roles: readonly string[];
  /** Set when everything was up once. */
  readonly ready: boolean;
}

/** @throws {NetworkFailure} FOLDER_OF_OTHER_VERSION */
export function readState(directory: string): NetworkState | undefined {
  const file = networkFolder(directory).state;
  if (!existsSync(file)) return undefined;
  const state = parse(readFileSync(file, 'utf8'));
  if (state?.format === FORMAT) return state;
  throw new NetworkFailure('FOLDER_OF_OTHER_VERSION', {
    zh: `${directory} 是由另一版本建立的网络（格式 ${String(state?.format)}，本版本为 ${FORMAT}）。请用建立它的版本停止它，或运行“onedoor network down --purge”后重新建立。`,
    en: `${directory} holds a network made by another version (format ${String(state?.format)}, this version reads ${FORMAT}). Stop it with the version that made it, or run "onedoor network down --purge" and bring it up anew.`,
  });
}

export function writeState(directory: string, state: NetworkState): void {
  writePrivate(networkFolder(directory).state, `${JSON.stringify(state, null, 2)}\n`);
}

/** The definition of the network that the folder holds, if it holds one. */
export function keptDefinition(directory: string): CompleteDefinition | undefined {
  return readState(directory)?.definition;
}

function parse(text: string): NetworkState | undefined {
  try {
    return JSON.parse(text) as NetworkState;
  } catch {
    return undefined;
  }
}
