// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { OperationFailure } from '../operation-failure.js';

/** What a backup of a node holds (`backup.json`), written last. */
export const NodeBackup = Type.Object(
  {
    format: Type.Literal('onedoor-node-backup-1'),
    node: Type.String(),
    channel: Type.String(),
    /** Blocks at that time; 0 for a node without blocks. */
    height: Type.Integer({ minimum: 0 }),
    createdAt: Type.String(),
    files: Type.Array(
      Type.Object(
        { path: Type.String(), bytes: Type.Integer(), sha256: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type NodeBackup = Static<typeof NodeBackup>;

export const MANIFEST = 'backup.json';
/** Folder of the node's own files within a backup. */
export const CONTENT = 'node';

/** @throws {OperationFailure} `WRONG_INPUT` where there is no whole backup. */
export function readBackup(folder: string): NodeBackup {
  try {
    const content = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as unknown;
    if (Value.Check(NodeBackup, content)) return content;
  } catch {
    // Told below: a folder without a manifest is not whole.
  }
  throw new OperationFailure('WRONG_INPUT', {
    zh: `${folder} 不是完整的节点备份（缺少可读的 ${MANIFEST}）。请用“onedoor network backup”生成的目录。`,
    en: `${folder} is no whole backup of a node (no sound ${MANIFEST}). Name a folder that "onedoor network backup" has written.`,
  });
}

/** Every file below a folder with its digest, in the order of paths. */
export async function listFiles(folder: string): Promise<NodeBackup['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: NodeBackup['files'] = [];
  for (const path of paths.sort()) {
    const { size } = await stat(path);
    files.push({ path: relative(folder, path), bytes: size, sha256: await sha256(path) });
  }
  return files;
}

/** @throws {OperationFailure} `REFUSED` where a file is missing, altered or too many. */
export async function demandSame(folder: string, { files }: NodeBackup): Promise<void> {
  const found = new Map((await listFiles(join(folder, CONTENT))).map((file) => [file.path, file.sha256]));
  const wrong = files.find(({ path, sha256: wanted }) => found.get(path) !== wanted)?.path;
  if (wrong === undefined && found.size === files.length) return;
  throw new OperationFailure('REFUSED', {
    zh: `备份 ${folder} 与其清单不符：${wrong ?? '有多余的文件'}。什么也没有改动，请使用另一份备份。`,
    en: `The backup ${folder} is not as its manifest says: ${wrong ?? 'there are further files'}. Nothing was changed; use another backup.`,
  });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
