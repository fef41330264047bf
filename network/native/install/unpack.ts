// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OperationFailure } from '../operations/operation-failure.js';

const MAX_LISTING = 16 * 1024 * 1024;

/**
 * Unpacks the wanted members of a .tar.gz with the host's tar. Everything in it is looked at first: a path that leads
 * outside, or anything but a plain file or folder, and nothing is unpacked.
 * @throws {OperationFailure} `REFUSED` for such an archive, and for one that is damaged or lacks a member;
 * `UNAVAILABLE` where there is no tar.
 */
export async function unpack(
  archive: string,
  folder: string,
  members: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const names = (await tar(archive, ['-tzf', archive], signal)).split('\n').filter((name) => name !== '');
  const kinds = (await tar(archive, ['-tvzf', archive], signal)).split('\n').filter((line) => line !== '');
  const outside = names.find((name) => name.startsWith('/') || name.split('/').includes('..'));
  if (outside !== undefined) throw refused(archive, `${outside} leads outside`, `${outside} 指向目录之外`);
  const odd = kinds.find((line) => !/^[-d]/u.test(line));
  if (odd !== undefined) throw refused(archive, `it holds a link or device: ${odd}`, `含有链接或设备：${odd}`);
  const plain = new Map(names.map((name) => [name.replace(/^\.\//u, ''), name]));
  const wanted = members.map((member) => {
    const name = plain.get(member);
    if (name === undefined) throw refused(archive, `it lacks ${member}`, `缺少 ${member}`);
    return name;
  });
  await tar(archive, ['-xzf', archive, '-C', folder, '--no-same-owner', ...wanted], signal);
}

async function tar(archive: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C' };
  try {
    const options = { env, maxBuffer: MAX_LISTING, ...(signal === undefined ? {} : { signal }) };
    return (await promisify(execFile)('tar', [...args], options)).stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code !== 'ENOENT') throw refused(archive, (stderr ?? '').trim(), (stderr ?? '').trim(), error);
    throw new OperationFailure('UNAVAILABLE', {
      zh: '此主机没有 tar 命令。请安装后再运行。',
      en: 'There is no tar command on this host. Install it, then run again.',
    });
  }
}

function refused(archive: string, en: string, zh: string, cause?: unknown): OperationFailure {
  return new OperationFailure(
    'REFUSED',
    {
      zh: `${archive} 不能解开：${zh}。请删除此文件，从官方发布页重新取得。`,
      en: `${archive} is not unpacked: ${en}. Remove the file and get it again from the official release.`,
    },
    { cause },
  );
}
