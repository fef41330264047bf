// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivate } from '../../files/write-private.js';
import type { NetworkNode } from '../../plan/nodes.js';
import type { Site } from '../../plan/site.js';
import { processOf, startNode } from '../../steps/node-control.js';
import type { Operation } from '../operation.js';
import { OperationFailure } from '../operation-failure.js';
import { heightOf } from '../peer-height.js';
import { demandKept } from './kept-nodes.js';
import { CONTENT, listFiles, MANIFEST } from './node-backup.js';
import type { NodeBackup } from './node-backup.js';

/**
 * Copies a peer with its private store, or an authority, with keys and configuration. The node is stopped while it is
 * copied, because its databases are consistent only at rest, and started again, whatever happens.
 * @throws {OperationFailure} `WRONG_INPUT`: the folder is there already, or the node keeps nothing that a copy could save.
 */
export async function backupNode(operation: Operation, name: string, folder: string): Promise<NodeBackup> {
  const { site, programs, onStep } = operation;
  const node = demandKept(site.node(name));
  if (existsSync(folder)) throw alreadyThere(folder);
  const height = node.kind === 'peer' ? await heightOf(site, node).catch(() => 0) : 0;
  const running = processOf(site, node).pid !== undefined;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    onStep({ zh: `停止 ${name} 并复制`, en: `${name} is stopped and copied` });
    await processOf(site, node).stop();
    await copyAtRest(site, node, folder).finally(() => (running ? startNode(site, node, programs) : undefined));
    onStep({ zh: '逐一核算校验值', en: 'each file is read again for its digest' });
    return await describe(site, name, height, folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Written last: a folder without it is no backup. */
async function describe(site: Site, name: string, height: number, folder: string): Promise<NodeBackup> {
  const backup: NodeBackup = {
    format: 'onedoor-node-backup-1',
    node: name,
    channel: site.state.definition.channel,
    height,
    createdAt: new Date().toISOString(),
    files: await listFiles(join(folder, CONTENT)),
  };
  writePrivate(join(folder, MANIFEST), `${JSON.stringify(backup, null, 2)}\n`);
  return backup;
}

function copyAtRest(site: Site, node: NetworkNode, folder: string): Promise<void> {
  return cp(site.nodeFolder(node), join(folder, CONTENT), {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !path.endsWith('process.json'),
  });
}

function alreadyThere(folder: string): OperationFailure {
  return new OperationFailure('WRONG_INPUT', {
    zh: `${folder} 已存在。备份须写入新目录。`,
    en: `${folder} is there already. A backup takes a new folder.`,
  });
}
