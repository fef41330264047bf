// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { OperationFailure } from '../operations/operation-failure.js';

const DIGEST = /^([0-9a-f]{64})(?:\s|$)/iu;

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The digest that a server keeps in `<archive>.sha256` (as sha256sum writes it); undefined where there is no such file. */
export async function publishedDigest(url: string, signal?: AbortSignal): Promise<string | undefined> {
  const response = await fetch(`${url}.sha256`, signal === undefined ? {} : { signal });
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  return DIGEST.exec((await response.text()).trim())?.[1]?.toLowerCase();
}

/** @throws {OperationFailure} `REFUSED` if the file is not one of those that were expected. */
export function assertDigest(name: string, digest: string, expected: readonly string[]): void {
  if (expected.some((text) => text.toLowerCase() === digest)) return;
  throw new OperationFailure('REFUSED', {
    zh: `${name} 的 SHA-256 是 ${digest}，应为 ${expected.join(' 或 ')}。文件已删除，什么也没有安装。请核对来源与校验值后再运行。`,
    en: `${name} has the SHA-256 ${digest}, expected was ${expected.join(' or ')}. The file was removed, nothing was installed. Check source and digest, then run again.`,
  });
}
