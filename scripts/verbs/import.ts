// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { importFile } from '../import/import-file.js';
import type { ImportSummary } from '../import/import-file.js';
import { inLanguage } from '../language.js';
import { connect } from '../local/connect.js';
import type { ConnectOptions } from '../local/connect.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { printJson, printResult, tell } from '../output.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import { importListVerb, importRevertVerb } from './import-history.js';
import { verb, withConnection, withJson } from './verb.js';

interface ImportOptions extends ConnectOptions {
  readonly department?: string;
  readonly recordType?: string;
  readonly file?: string;
  readonly mapping?: string;
  readonly refused?: string;
  readonly sheet?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `onedoor import`: a department's own export becomes records on the ledger. */
export function importVerb(): Command {
  return (
    withJson(withConnection(fileOptions()))
      .action(importRecords)
      .addCommand(importListVerb())
      .addCommand(importRevertVerb())
      // What stands behind list or revert is theirs: both verbs have a --department.
      .enablePositionalOptions()
  );
}

function fileOptions(): Command {
  return verb('import', { zh: '导入部门的导出文件', en: "import a department's export" })
    .option('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .option('--record-type <code>', inLanguage({ zh: '数据类型编码', en: 'record type' }))
    .option(
      '--file <file>',
      inLanguage({
        zh: '.csv、.xlsx、.ndjson，或 - 表示标准输入',
        en: '.csv, .xlsx, .ndjson, or - for standard input',
      }),
    )
    .option(
      '--mapping <file>',
      inLanguage({ zh: '映射文件（默认：目录自带）', en: "mapping (default: the catalogue's own)" }),
    )
    .option(
      '--sheet <name>',
      inLanguage({
        zh: '工作簿中的工作表：名称或从 1 起的序号（默认：第一张）',
        en: 'sheet of a workbook: its name, or its place from 1 (default: the first)',
      }),
    )
    .option(
      '--refused <file>',
      inLanguage({
        zh: '退回的行写入此文件（默认：<file>.refused.csv 或 .ndjson）',
        en: 'where refused rows go (default: <file>.refused.csv or .ndjson)',
      }),
    )
    .option(
      '--dry-run',
      inLanguage({ zh: '只检查和统计，不上链', en: 'only check and count, nothing goes to the ledger' }),
    );
}

async function importRecords(options: ImportOptions): Promise<void> {
  const { department, recordType, file } = named(options);
  if (departmentOf(recordType) !== department) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: `${recordType} 不是 ${department} 的数据类型。`,
      en: `${recordType} is not a record type of ${department}.`,
    });
  }
  const connection = await connect(options, { department, role: 'attester', officer: 'demo-attester' });
  const { signal } = stopOnSignal();
  const summary = await importFile({
    connection,
    recordType,
    file,
    dryRun: options.dryRun === true,
    signal,
    ...(options.mapping === undefined ? {} : { mappingFile: options.mapping }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.refused === undefined ? {} : { refusedFile: options.refused }),
  });
  if (options.json === true) printJson(summary);
  else printResult(inLanguage(described(summary)));
  process.exitCode = exitCodeOf(summary);
}

/** Not demanded by the parser: it would demand them of `list` and `revert` too. */
function named({ department, recordType, file }: ImportOptions) {
  if (department !== undefined && recordType !== undefined && file !== undefined)
    return { department, recordType, file };
  throw new CommandFailure(EXIT.USAGE, {
    zh: '需要 --department、--record-type 和 --file；见 onedoor import --help。',
    en: '--department, --record-type and --file are needed; see onedoor import --help.',
  });
}

function exitCodeOf({ interrupted, refused }: ImportSummary): number {
  if (interrupted) {
    tell({ zh: '已中断；再次运行同一命令即可继续。', en: 'Interrupted; run the same command again to continue.' });
    return EXIT.INTERRUPTED;
  }
  return refused > 0 ? EXIT.FAILED_CHECK : EXIT.OK;
}

function described({ importId, rows, created, superseded, unchanged, refused, dryRun, refusedFile }: ImportSummary) {
  const where = refusedFile === null ? '' : ` → ${refusedFile}`;
  const would = dryRun
    ? { zh: '（试运行，未上链）', en: ' (dry run, nothing went to the ledger)' }
    : { zh: '', en: '' };
  return {
    zh: `共 ${rows} 行：新增 ${created}，更新 ${superseded}，未变 ${unchanged}，退回 ${refused}${where}${would.zh}${dryRun ? '' : `；导入编号 ${importId}`}`,
    en: `${counted(rows, 'row')}: ${created} new, ${superseded} superseded, ${unchanged} unchanged, ${refused} refused${where}${would.en}${dryRun ? '' : `; import ${importId}`}`,
  };
}
