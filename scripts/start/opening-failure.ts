// SPDX-License-Identifier: Apache-2.0
import type { Home } from '../../gateway/home.js';
import { ConfigInvalid } from '../../gateway/config.js';
import { LedgerKindMismatch, OtherChannel } from '../../gateway/ledger-kind.js';
import { ConnectionUnusable } from '../../gateway/ledger/fabric/read-connections.js';
import { EnvelopesDamaged } from '../../gateway/ledger/fabric/submission/envelope-store.js';
import { LedgerUnavailable } from '../../gateway/ledger/ledger-errors.js';
import { LedgerPutBack, LedgerSeenUnreadable } from '../../gateway/ledger-seen.js';
import { ReadModelMismatch } from '../../gateway/readmodel/read-model-mismatch.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** What to do about a home that does not open; `undefined` for what nobody foresaw. */
export function openingFailure(error: unknown, { folder }: Home): CommandFailure | undefined {
  if (error instanceof ReadModelMismatch) {
    return new CommandFailure(
      EXIT.DATA_VERSION,
      {
        zh: '读模型由另一版本生成；运行 npx onedoor readmodel rebuild，或 npm start -- --reset。',
        en: 'The read model was filled by another version; run npx onedoor readmodel rebuild, or npm start -- --reset.',
      },
      { cause: error },
    );
  }
  if (error instanceof LedgerPutBack) return putBack(error);
  const otherLedger = ledgerFailure(error);
  if (otherLedger !== undefined) return otherLedger;
  if (error instanceof LedgerSeenUnreadable) return seenUnreadable(error);
  if (error instanceof ConfigInvalid) {
    return new CommandFailure(EXIT.USAGE, { zh: error.message, en: error.message }, { cause: error });
  }
  if (!(error instanceof Error) || !/lock/iu.test(error.message)) return undefined;
  return new CommandFailure(
    EXIT.TRY_AGAIN,
    {
      zh: `另一个进程正在使用 ${folder}：${error.message}`,
      en: `Another process uses ${folder}: ${error.message}`,
    },
    { cause: error },
  );
}

/** What is wrong between a home and the ledger that it is to be opened with. */
function ledgerFailure(error: unknown): CommandFailure | undefined {
  const cause = { cause: error };
  if (error instanceof LedgerKindMismatch) {
    const { folder, kind, message: en } = error;
    const zh = `${folder} 属于 ${kind} 账本，不能用另一种账本打开；请用 ONEDOOR_HOME 指定另一目录。`;
    return new CommandFailure(EXIT.USAGE, { zh, en: `${en} (ONEDOOR_HOME).` }, cause);
  }
  if (error instanceof OtherChannel) {
    const zh =
      '此状态目录属于另一个通道：网络可能已重新建立。用 npm start -- --ledger fabric --reset 重新开始，或指定另一目录。';
    const en = `${error.message}. The network was made anew? npm start -- --ledger fabric --reset begins again with it.`;
    return new CommandFailure(EXIT.FAILED_CHECK, { zh, en }, cause);
  }
  if (error instanceof ConnectionUnusable || error instanceof LedgerUnavailable) {
    const zh = `Fabric 网络不可用：${error.message}。请查看 npm run network -- status；未运行时用 npm run network -- up 启动。`;
    const en = `The Fabric network cannot be used: ${error.message}. See npm run network -- status; npm run network -- up brings it up.`;
    return new CommandFailure(EXIT.UNAVAILABLE, { zh, en }, cause);
  }
  if (error instanceof EnvelopesDamaged) {
    const zh = `账本目录中的 envelopes.log 已损坏，无法得知哪些交易已提交；请由备份恢复。`;
    return new CommandFailure(EXIT.FAILED_CHECK, { zh, en: error.message }, cause);
  }
  return undefined;
}

/** Of a start and of an audit: neither can say what the note is there for. */
export function seenUnreadable(error: LedgerSeenUnreadable): CommandFailure {
  const zh = `${error.file} 无法读取，因此无法判断账本是否为旧副本。请用另行留存的高度和哈希审计（onedoor audit --expect-height … --expect-hash …），然后删除该文件。`;
  return new CommandFailure(EXIT.FAILED_CHECK, { zh, en: error.message }, { cause: error });
}

function putBack(error: LedgerPutBack): CommandFailure {
  const { seen, height, message } = error;
  const zh =
    height < BigInt(seen.height)
      ? `此处账本只有 ${height} 个区块，而已确认过 ${seen.height} 个：这是旧副本，其后的业务已丢失。请恢复最新备份；若确知要由此继续，删除 ledger-seen.json。`
      : `账本第 ${seen.height - 1} 个区块不是已确认的那一个：账本被替换。请查明原因并恢复备份；若确知要由此继续，删除 ledger-seen.json。`;
  return new CommandFailure(EXIT.FAILED_CHECK, { zh, en: message }, { cause: error });
}
