// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Renewed } from '../../../network/native/operations/renew-certificates.js';
import { inLanguage } from '../../language.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { whole } from '../whole.js';
import { operate } from './operating.js';

interface JsonOption {
  readonly json?: true;
}

/** `onedoor network deploy`: this build of the chaincode instead of the one that runs. */
export function deployVerb(): Command {
  const command = verb('deploy', {
    zh: '把链码换成本软件的当前构建：新服务先启动、各部门批准、提交后旧服务才停止',
    en: 'exchange the chaincode for the build that is here: new servers start, departments approve, then the old ones end',
  }).option(
    '--as <version>',
    inLanguage({
      zh: '链码定义的版本（默认：定义中的版本加构建摘要）',
      en: "version of the definition (default: the network's, with the build's digest)",
    }),
  );
  return withJson(command).action(deploy);
}

/** `onedoor network renew`: certificates that end soon, by enrolling again. */
export function renewVerb(): Command {
  const command = verb('renew', {
    zh: '重新登记即将到期的节点与管理员证书，并逐个重启节点（排序节点保留密钥）',
    en: 'enrol nodes and administrators again whose certificates end soon, and restart the nodes one by one; orderers keep their keys',
  }).option(
    '--within <days>',
    inLanguage({ zh: '在此天数内到期者', en: 'those that end within so many days' }),
    whole(0, 10_000),
    30,
  );
  return withJson(command).action(renew);
}

/** `onedoor network backup <node> <folder>`. */
export function backupNodeVerb(): Command {
  const command = verb('backup', {
    zh: '备份一个节点（含私有数据与密钥；复制期间短暂停止）',
    en: 'copy a node with its private values and keys; it is stopped while it is copied. Keep it safe',
  })
    .argument('<node>', inLanguage({ zh: '节点，如 civil-affairs.peer0', en: 'node, as civil-affairs.peer0' }))
    .argument('<folder>', inLanguage({ zh: '新目录', en: 'a new folder' }));
  return withJson(command).action(backup);
}

/** `onedoor network restore <node> <folder>`. */
export function restoreNodeVerb(): Command {
  const command = verb('restore', {
    zh: '从备份恢复一个节点，并等待其追上其他节点',
    en: 'put a node back from its backup and wait until it has every block of the others',
  })
    .argument('<node>', inLanguage({ zh: '节点', en: 'node' }))
    .argument('<folder>', inLanguage({ zh: '备份目录', en: 'folder of the backup' }));
  return withJson(command).action(restore);
}

async function deploy({ as, json }: JsonOption & { readonly as?: string }): Promise<void> {
  const { deployBuild } = await import('../../../network/native/operations/deploy-build.js');
  const { startSupervisor } = await import('../../../network/native/supervise/supervisor-process.js');
  const { onedoorChaincode } = await import('../../network/onedoor-network.js');
  const done = await operate(async (operation) => {
    const { definition, ...state } = operation.site.state;
    const build = onedoorChaincode(definition);
    const running = state.chaincodes.find(({ name }) => name === build.name);
    const same = running?.digest === build.digest;
    const named = `${definition.version}+${build.digest?.slice(0, 12) ?? ''}`;
    const version = as ?? (same ? (running?.version ?? named) : named);
    const sequence = await deployBuild(operation, { ...build, version });
    // An `up` that another build had ended left the network without it.
    startSupervisor(operation.site.directory);
    return { version, digest: build.digest, sequence };
  });
  if (json === true) printJson(done);
  else {
    const { version, sequence, digest = '' } = done;
    printResult(
      inLanguage({
        zh: `链码 ${version}（构建 ${digest}）已在通道上，序号 ${sequence}。`,
        en: `Chaincode ${version}, build ${digest}, is on the channel as sequence ${sequence}.`,
      }),
    );
  }
}

async function renew({ within, json }: JsonOption & { readonly within: number }): Promise<void> {
  const { renewCertificates } = await import('../../../network/native/operations/renew-certificates.js');
  const renewed = await operate((operation) => renewCertificates(operation, within));
  if (json === true) printJson(renewed);
  else printResult(inLanguage(renewedText(renewed, within)));
}

function renewedText(renewed: readonly Renewed[], within: number) {
  const lines = renewed.map(({ name, notAfter }) => `${name}  ${notAfter}`).join('\n');
  if (renewed.length === 0) {
    return { zh: `${within} 天内没有证书到期。`, en: `No certificate ends within ${within} days.` };
  }
  return { zh: `已换发，新的到期时间：\n${lines}`, en: `Renewed; they end on:\n${lines}` };
}

async function backup(node: string, folder: string, { json }: JsonOption): Promise<void> {
  const { backupNode } = await import('../../../network/native/operations/backup/backup-node.js');
  const { height, files } = await operate((operation) => backupNode(operation, node, resolve(folder)));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (json === true) printJson({ node, folder: resolve(folder), height, files: files.length, bytes });
  else {
    printResult(
      inLanguage({
        zh: `${node} 已备份到 ${folder}：${height} 个区块，${files.length} 个文件，${bytes} 字节`,
        en: `${node} is backed up in ${folder}: ${height} blocks, ${files.length} files, ${bytes} bytes`,
      }),
    );
  }
}

async function restore(node: string, folder: string, { json }: JsonOption): Promise<void> {
  const { restoreNode } = await import('../../../network/native/operations/backup/restore-node.js');
  const { backup: from, height } = await operate((operation) => restoreNode(operation, node, resolve(folder)));
  if (json === true) printJson({ node, height, backup: { height: from.height, createdAt: from.createdAt } });
  else {
    printResult(
      inLanguage({
        zh: `${node} 已恢复：备份时 ${from.height} 个区块，现有 ${height} 个`,
        en: `${node} is back: the backup had ${from.height} blocks, it has ${height}`,
      }),
    );
  }
}
