// SPDX-License-Identifier: Apache-2.0
import { Option, type Command } from 'commander';
import { Value } from 'typebox/value';
import { dayOf } from '../../chaincode/domain/time.js';
import { ImportList } from '../../gateway/usecases/imports/import-view.js';
import { request } from '../client/gateway-client.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { revertImport } from '../import/revert-import.js';
import { inLanguage } from '../language.js';
import { connect } from '../local/connect.js';
import type { ConnectOptions } from '../local/connect.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { printJson, printResult, tell } from '../output.js';
import { verb, withConnection, withJson } from './verb.js';

interface HistoryOptions extends ConnectOptions {
  readonly department: string;
  readonly json?: true;
}
interface RevertOptions extends HistoryOptions {
  readonly legalAct: string;
  readonly day: string;
}

/** `onedoor import list`: what a department imported. */
export function importListVerb(): Command {
  const command = verb('list', { zh: '列出本部门的导入', en: "list the department's imports" });
  return ofDepartment(command).action(list);
}

/** `onedoor import revert`: a wrong import is annulled as a whole, by a legal act. */
export function importRevertVerb(): Command {
  const command = verb('revert', {
    zh: '依据法律文书撤销一次错误的导入：其中仍有效的记录全部作废',
    en: 'annul by a legal act whatever of a wrong import still stands',
  })
    .argument('<importId>', inLanguage({ zh: '导入编号（见 import list）', en: 'the import, see import list' }))
    .requiredOption(
      '--legal-act <text>',
      inLanguage({
        zh: '文书编号或全文；只有其 HMAC 上链',
        en: 'its reference number or text; only its HMAC goes to the ledger',
      }),
    )
    .addOption(
      new Option('--day <day>', inLanguage({ zh: '作废自何日起', en: 'day from which it counts' })).default(
        dayOf(new Date().toISOString()),
        inLanguage({ zh: '今天', en: 'today' }),
      ),
    );
  return ofDepartment(command).action(revert);
}

function ofDepartment(command: Command): Command {
  command.requiredOption('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }));
  return withJson(withConnection(command));
}

async function list(options: HistoryOptions): Promise<void> {
  const connection = await connectAs(options);
  const imports: ImportList['imports'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = Value.Parse(ImportList, await request(connection, `/v1/imports?limit=200${query}`, { retries: 3 }));
    imports.push(...page.imports);
    cursor = page.next;
  }
  if (options.json === true) printJson({ imports });
  else if (imports.length === 0) printResult(inLanguage({ zh: '没有导入', en: 'No import' }));
  else printResult(imports.map(lineOf).join('\n'));
}

function lineOf({
  importId,
  recordType,
  lastAt,
  created,
  superseding,
  reverted,
}: ImportList['imports'][number]): string {
  const counts = inLanguage({
    zh: `新增 ${created - superseding}，更新 ${superseding}，已作废 ${reverted}`,
    en: `${created - superseding} new, ${superseding} superseding, ${reverted} reverted`,
  });
  return `${importId}  ${lastAt}  ${recordType}  ${counts}`;
}

async function revert(importId: string, options: RevertOptions): Promise<void> {
  const { legalAct, day } = options;
  if (!/^[0-9a-f-]{36}$/u.test(importId)) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: '导入编号不是 UUID；用 onedoor import list 查看。',
      en: 'The import id is not a UUID; see onedoor import list.',
    });
  }
  const connection = await connectAs(options);
  const { signal } = stopOnSignal();
  const counts = await revertImport({
    connection,
    importId,
    legalAct,
    day,
    signal,
    onProgress: ({ annulled }) => {
      tell({ zh: `已作废 ${annulled}`, en: `${annulled} annulled` });
    },
  });
  if (options.json === true) printJson({ importId, ...counts });
  else
    printResult(
      inLanguage({
        zh: `作废 ${counts.annulled} 条，${counts.refused} 条此前已终止或处于中止状态`,
        en: `${counts.annulled} annulled, ${counts.refused} had ended meanwhile or are suspended`,
      }),
    );
  if (signal.aborted) process.exitCode = EXIT.INTERRUPTED;
}

function connectAs({ department, ...options }: HistoryOptions) {
  return connect(options, { department, role: 'attester', officer: 'demo-attester' });
}
