// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { HomeFinding } from '../../gateway/audit-home.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { printResult } from '../output.js';
import type { AuditOptions } from '../audit/audit-wish.js';
import type { AuditReport } from '../audit/run-audit.js';
import { verb, withJson } from './verb.js';

/** `onedoor audit`: the ledger again from its blocks alone. Exit code 0 without a difference, 1 with one. */
export function auditVerb(): Command {
  const command = verb('audit', {
    zh: '仅凭区块重放账本并报告一切差异（网关可继续运行）',
    en: 'replay the ledger from its blocks alone and report every difference; a gateway may go on running',
  })
    .option(
      '--from <block>',
      inLanguage({
        zh: '从此区块起报告（之前的按其所述）',
        en: 'report from this block on (earlier ones are taken as they say)',
      }),
      number,
    )
    .option('--to <block>', inLanguage({ zh: '到此区块为止', en: 'up to this block' }), number)
    .option('--home <folder>', inLanguage({ zh: '状态目录（默认 ONEDOOR_HOME）', en: 'home (default ONEDOOR_HOME)' }))
    .option(
      '--ledger-folder <folder>',
      inLanguage({ zh: '只审计此账本目录（如某个副本）', en: 'only the ledger in this folder, e.g. a copy' }),
    )
    .addOption(
      new Option(
        '--blocks <path>',
        inLanguage({
          zh: '只审计导出的 Fabric 区块：目录（每块一个文件）或单个文件',
          en: 'only exported blocks of a Fabric channel: a folder with a file each, or one file',
        }),
      ).conflicts('ledgerFolder'),
    )
    .option(
      '--expect-height <blocks>',
      inLanguage({ zh: '您另行留存的区块数', en: 'number of blocks that you noted elsewhere' }),
      number,
    )
    .option(
      '--expect-hash <hex>',
      inLanguage({ zh: '您另行留存的最后区块哈希', en: 'hash of the last of them that you noted' }),
      hash,
    );
  return withJson(command).action(audit);
}

async function audit(options: AuditOptions & { readonly json?: true }): Promise<void> {
  const { runAudit } = await import('../audit/run-audit.js');
  const { AuditProgress } = await import('../audit/audit-progress.js');
  const { FINDING_TEXTS } = await import('../audit/finding-texts.js');
  const { wishOf } = await import('../audit/audit-wish.js');
  const wish = await wishOf(options);
  const findings: object[] = [];
  const stop = stopOnSignal();
  const report = await runAudit(
    wish,
    new AuditProgress(),
    (finding) => {
      const { what, remedy } = FINDING_TEXTS[finding.code];
      if (options.json === true) findings.push({ ...finding, what, remedy });
      else printResult(inLanguage(told(finding, what, remedy)));
    },
    stop.signal,
  );
  if (options.json === true) printResult(JSON.stringify({ ...report, findings }, null, 2));
  else printResult(inLanguage(summary(report)));
  process.exitCode = report.findings === 0 ? EXIT.OK : EXIT.FAILED_CHECK;
}

function told({ code, block, transactionId, detail }: HomeFinding, what: Bilingual, remedy: Bilingual): Bilingual {
  const place = `#${block}${transactionId === undefined ? '' : ` ${transactionId}`}`;
  return {
    zh: `${code}  ${place}\n  ${what.zh}：${detail}\n  → ${remedy.zh}`,
    en: `${code}  ${place}\n  ${what.en}: ${detail}\n  → ${remedy.en}`,
  };
}

function summary({
  height,
  head,
  transactions,
  signatures,
  seconds,
  findings,
  readModelCompared,
}: AuditReport): Bilingual {
  const speed = `${Math.round(height / seconds)} blocks/s, ${Math.round(signatures / seconds)} signatures/s`;
  return {
    zh:
      `${findings} 处差异；${height} 个区块、${transactions} 笔交易、${signatures} 个签名，用时 ${seconds.toFixed(1)} 秒（${speed}）\n` +
      `读模型：${readModelCompared ? '已比对' : '未比对'}\n请另行留存：--expect-height ${height} --expect-hash ${head ?? '-'}`,
    en:
      `${counted(findings, 'difference')}; ${counted(height, 'block')}, ${counted(transactions, 'transaction')}, ${counted(signatures, 'signature')} in ${seconds.toFixed(1)} s (${speed})\n` +
      `read model: ${readModelCompared ? 'compared' : 'not compared'}\nnote elsewhere: --expect-height ${height} --expect-hash ${head ?? '-'}`,
  };
}

function number(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError(inLanguage({ zh: '应为非负整数', en: 'a whole number, 0 or more' }));
}

function hash(text: string): string {
  if (/^[0-9a-f]{64}$/iu.test(text)) return text;
  throw new InvalidArgumentError(inLanguage({ zh: '应为 64 位十六进制', en: '64 hexadecimal digits' }));
}
