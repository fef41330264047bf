// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../counted.js';
import { inLanguage } from '../../language.js';
import { localConfig } from '../../local/local-home.js';
import { printJson, printResult, tell } from '../../output.js';
import { verb, withJson } from '../verb.js';

interface BlocksOptions {
  readonly to: string;
  readonly json?: true;
}

const EVERY_MS = 5_000;

/** `onedoor network blocks --to <folder>`: the channel's blocks as files, for whoever audits them elsewhere. */
export function blocksVerb(): Command {
  const command = verb('blocks', {
    zh: '导出通道的全部区块（每块一个文件；再次运行则接着导出），供他处审计：onedoor audit --blocks',
    en: 'export the channel’s blocks, a file each, for an audit elsewhere (onedoor audit --blocks); run again, it goes on',
  }).requiredOption('--to <folder>', inLanguage({ zh: '目标目录', en: 'the folder to write to' }));
  return withJson(command).action(exportTo);
}

async function exportTo({ to, json }: BlocksOptions): Promise<void> {
  const { fabricDefinitionOf } = await import('../../../gateway/definition-of.js');
  const { homeAt } = await import('../../../gateway/home.js');
  const { blocksOfNetwork } = await import('../../../gateway/ledger/fabric/audit/blocks-of-network.js');
  const { exportBlocks } = await import('../../audit/export-blocks.js');
  const { sourceFailure } = await import('../../audit/ledger-source.js');
  const config = localConfig();
  const way = {
    definition: fabricDefinitionOf(config),
    connections: join(config.networkFolder, 'connections'),
    wallet: homeAt(config.home).wallet,
  };
  const folder = resolve(to);
  let told = Date.now();
  const onBlock = (height: number): void => {
    if (Date.now() - told < EVERY_MS) return;
    told = Date.now();
    tell({ zh: `${height} 个区块`, en: counted(height, 'block') });
  };
  try {
    const height = await exportBlocks(folder, (from) => blocksOfNetwork(way, from), onBlock);
    if (json === true) printJson({ folder, height });
    else printResult(inLanguage({ zh: `${folder}：${height} 个区块`, en: `${folder}: ${counted(height, 'block')}` }));
  } catch (error) {
    throw sourceFailure(error) ?? error;
  }
}
