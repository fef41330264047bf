// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../../plan/site.js';
import { processOf, startNode } from '../../steps/node-control.js';
import type { Operation } from '../operation.js';
import { OperationFailure } from '../operation-failure.js';
import { heightOfOthers, untilHeight } from '../peer-height.js';
import { demandKept } from './kept-nodes.js';
import { CONTENT, demandSame, readBackup } from './node-backup.js';
import type { NodeBackup } from './node-backup.js';

export interface Restored {
  readonly backup: NodeBackup;
  /** Blocks after it caught up; 0 for an authority. */
  readonly height: number;
}

/**
 * Puts a node back from a backup, starts it, and waits until a peer has every block that the others have. What stood in
 * its place is kept beside it as `<node>.before-restore` until the node runs.
 * @throws {OperationFailure} `WRONG_INPUT` for another node's or channel's backup, `REFUSED` for a damaged one,
 * `UNAVAILABLE` if it does not catch up.
 */
export async function restoreNode(operation: Operation, name: string, folder: string): Promise<Restored> {
  const { site, programs, onStep, signal } = operation;
  const node = demandKept(site.node(name));
  const backup = readBackup(folder);
  demandOfNode(site, name, backup, folder);
  onStep({ zh: '核对备份', en: 'the backup is checked' });
  await demandSame(folder, backup);
  onStep({ zh: `停止 ${name} 并放回数据`, en: `${name} is stopped and put back` });
  await processOf(site, node).stop();
  const aside = await exchange(site.nodeFolder(node), join(folder, CONTENT));
  await startNode(site, node, programs);
  if (node.kind !== 'peer') {
    await rm(aside, { recursive: true, force: true });
    return { backup, height: 0 };
  }
  onStep({ zh: `${name} 正在追上区块`, en: `${name} catches up` });
  const height = await untilHeight(site, node, Math.max(backup.height, await heightOfOthers(site, node)), signal);
  await rm(aside, { recursive: true, force: true });
  return { backup, height };
}

/** Answers where what stood there has gone. One that an attempt of before has left is older than the backup's copy. */
async function exchange(place: string, content: string): Promise<string> {
  const draft = `${place}.restoring`;
  const aside = `${place}.before-restore`;
  await rm(draft, { recursive: true, force: true });
  await cp(content, draft, { recursive: true, preserveTimestamps: true });
  if (existsSync(place) && !existsSync(aside)) await rename(place, aside);
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
  return aside;
}

function demandOfNode(site: Site, name: string, { node, channel }: NodeBackup, folder: string): void {
  const here = site.state.definition.channel;
  if (node === name && channel === here) return;
  throw new OperationFailure('WRONG_INPUT', {
    zh: `${folder} 是通道 ${channel} 的节点 ${node} 的备份，不能用于通道 ${here} 的 ${name}：节点的密钥与数据属于它自己。`,
    en: `${folder} is a backup of ${node} on channel ${channel}, not of ${name} on ${here}: keys and data are a node's own.`,
  });
}
