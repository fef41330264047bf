// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OperationFailure } from '../operations/operation-failure.js';
import { assertDigest, digestOf, publishedDigest } from './checksums.js';
import { download } from './download.js';
import { assertRoom } from './installed.js';
import type { ReleaseArchive } from './releases.js';

export interface FetchWish {
  /** Address below which the archives lie as they do below https://github.com/hyperledger. */
  readonly from: string;
  /** SHA-256 digests that an archive may have; none: the one beside the archive counts. */
  readonly sha256: readonly string[];
  readonly downloads: string;
  readonly onBytes: (received: number, total: number | undefined) => void;
  readonly signal?: AbortSignal;
  readonly pauseMs?: number;
}

export interface FetchedArchive {
  readonly file: string;
  readonly sha256: string;
  /** Against what the digest was held; `nothing`: the connection's TLS alone vouches for it. */
  readonly checkedAgainst: 'given' | 'published' | 'nothing';
}

/**
 * Gets one archive and checks it.
 * @throws {OperationFailure} `REFUSED`: another digest than expected, or none over a connection without TLS.
 */
export async function fetchArchive(archive: ReleaseArchive, wish: FetchWish): Promise<FetchedArchive> {
  const url = `${wish.from.replace(/\/+$/u, '')}/${archive.path}`;
  const file = join(wish.downloads, archive.name);
  const published = wish.sha256.length > 0 ? undefined : await publishedOrUndefined(url, wish.signal);
  const expected = published === undefined ? wish.sha256 : [published];
  if (expected.length === 0 && !url.startsWith('https://')) throw unprotected(url);
  // Whole files only come to stand there, so one of an earlier run needs no second download.
  if (!existsSync(file))
    await download({ ...wish, url, target: file, onSize: (total) => assertRoom(wish.downloads, total) });
  const sha256 = await digestOf(file);
  try {
    if (expected.length > 0) assertDigest(archive.name, sha256, expected);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { file, sha256, checkedAgainst: checked(wish.sha256.length > 0, published) };
}

function checked(given: boolean, published: string | undefined): FetchedArchive['checkedAgainst'] {
  if (given) return 'given';
  return published === undefined ? 'nothing' : 'published';
}

/** A server that cannot be reached says so again, and better, when the archive itself is asked for. */
async function publishedOrUndefined(url: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return await publishedDigest(url, signal);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

function unprotected(url: string): OperationFailure {
  return new OperationFailure('REFUSED', {
    zh: `${url} 未经 TLS，且旁边没有 .sha256 文件：无法确认内容。请用 --sha256 给出校验值，或改用 https 地址。`,
    en: `${url} comes without TLS and has no .sha256 beside it: nothing vouches for it. Give its digest by --sha256, or use an https address.`,
  });
}
