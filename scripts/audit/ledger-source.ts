// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GatewayConfig } from '../../gateway/config.js';
import { definitionOf, fabricDefinitionOf } from '../../gateway/definition-of.js';
import type { Home } from '../../gateway/home.js';
import { ledgerKindOf } from '../../gateway/ledger-kind.js';
import type { LedgerAudit } from '../../gateway/ledger/channel/audited-ledger-block.js';
import { auditEmbeddedLedger } from '../../gateway/ledger/embedded/audit-embedded-ledger.js';
import { auditFabricLedger } from '../../gateway/ledger/fabric/audit/audit-fabric-ledger.js';
import { blockFiles, NoBlocks } from '../../gateway/ledger/fabric/audit/block-files.js';
import { blocksOfNetwork } from '../../gateway/ledger/fabric/audit/blocks-of-network.js';
import { ChannelError } from '../../gateway/ledger/fabric/channel-error.js';
import { ConnectionUnusable } from '../../gateway/ledger/fabric/read-connections.js';
import { LedgerUnavailable } from '../../gateway/ledger/ledger-errors.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** What a command names; nothing: the ledger of the home. */
export interface LedgerNamed {
  /** Blocks of a Fabric channel: a folder of files, or a file. */
  readonly blocks?: string;
  /** Folder of an embedded ledger, for instance a copy. */
  readonly ledgerFolder?: string;
}

/** The ledger that is to be audited. @throws {CommandFailure} there is none. */
export function auditOf({ blocks, ledgerFolder }: LedgerNamed, config: GatewayConfig, home: Home): LedgerAudit {
  if (blocks !== undefined) return auditFabricLedger(fabricDefinitionOf(config), blockFiles(resolve(blocks)));
  const definition = definitionOf(config);
  if (ledgerFolder === undefined && ledgerKindOf(home, config.ledger) === 'fabric') {
    const { networkFolder } = config;
    const connections = join(networkFolder, 'connections');
    return auditFabricLedger(definition, blocksOfNetwork({ definition, connections, wallet: home.wallet }));
  }
  const folder = ledgerFolder === undefined ? home.ledger : resolve(ledgerFolder);
  if (existsSync(join(folder, 'blocks.dat'))) return auditEmbeddedLedger(definition, folder);
  throw new CommandFailure(EXIT.UNAVAILABLE, {
    zh: `${folder} 中没有账本（blocks.dat）。`,
    en: `There is no ledger (blocks.dat) in ${folder}.`,
  });
}

/** Why the blocks of a ledger cannot be had, and what to do; `undefined` for what nobody foresaw. */
export function sourceFailure(error: unknown): CommandFailure | undefined {
  if (error instanceof NoBlocks) {
    const zh = `${error.path} 中没有区块。请指定 onedoor network blocks 或 peer channel fetch 写出的文件所在目录。`;
    const en = `There is no block in ${error.path}. Name a folder with what onedoor network blocks or peer channel fetch wrote.`;
    return new CommandFailure(EXIT.UNAVAILABLE, { zh, en }, { cause: error });
  }
  if (error instanceof ConnectionUnusable || error instanceof LedgerUnavailable || error instanceof ChannelError) {
    const { message } = error;
    const zh = `无法从网络取得区块：${message}。请确认网络已启动（onedoor network status），或用 --blocks 审计导出的区块。`;
    const en = `The network does not hand over its blocks: ${message}. See whether it is up (onedoor network status), or audit exported ones with --blocks.`;
    return new CommandFailure(EXIT.UNAVAILABLE, { zh, en }, { cause: error });
  }
  return undefined;
}
