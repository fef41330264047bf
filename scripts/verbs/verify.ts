// SPDX-License-Identifier: Apache-2.0
import { Option } from 'commander';
import type { Command } from 'commander';
import { Value } from 'typebox/value';
import { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import { request } from '../client/gateway-client.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';
import { connect } from '../local/connect.js';
import type { ConnectOptions } from '../local/connect.js';
import { readText } from '../local/read-text.js';
import { printJson, printResult } from '../output.js';
import { verifyBlocks } from './verify-blocks.js';
import type { BlocksOptions } from './verify-blocks.js';
import { verb, withConnection, withJson } from './verb.js';

interface VerifyOptions extends ConnectOptions, BlocksOptions {
  readonly department?: string;
  readonly role: 'intake' | 'officer';
  readonly request?: string;
  readonly blocks?: string;
}

/**
 * `onedoor verify`: one verification. The request comes from a file, because arguments are for everyone to see. With `--blocks`
 * nobody is asked anything: whether an earlier answer stands in exported blocks.
 */
export function verifyVerb(): Command {
  const command = verb('verify', { zh: '核验一个事项的申请材料', en: 'verify the materials of one application' })
    .option('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .option(
      '--request <file>',
      inLanguage({
        zh: '核验请求（JSON 文件，- 为标准输入）',
        en: 'the request, a JSON file, or - for standard input',
      }),
    )
    .addOption(new Option('--role <role>').choices(['intake', 'officer']).default('intake'))
    .option(
      '--blocks <path>',
      inLanguage({
        zh: '离线：只在导出的 Fabric 区块中核对（先审计全部区块）',
        en: 'offline: look into exported blocks of a Fabric channel only (all of them are audited first)',
      }),
    )
    .option(
      '--answer <file>',
      inLanguage({
        zh: '与 --blocks：此前得到的核验答复（JSON，- 为标准输入）',
        en: 'with --blocks: an answer that was given before (JSON, - for standard input)',
      }),
    )
    .option(
      '--transaction <id>',
      inLanguage({ zh: '与 --blocks：交易编号', en: 'with --blocks: the id of a transaction' }),
    );
  return withJson(withConnection(command)).action(verify);
}

async function verify(options: VerifyOptions): Promise<void> {
  const { department, role, request: file, blocks } = options;
  if (blocks !== undefined) {
    await verifyBlocks(blocks, options);
    return;
  }
  if (department === undefined || file === undefined)
    throw missing(department === undefined ? '--department' : '--request');
  const body = parse(await readText(file));
  const connection = await connect(options, { department, role, officer: `demo-${role}` });
  const answer = Value.Parse(
    VerificationAnswer,
    await request(connection, '/v1/verifications', { method: 'POST', body }),
  );
  if (options.json === true) printJson(answer);
  else printResult(described(answer));
  process.exitCode = answer.outcome === 'SATISFIED' ? EXIT.OK : EXIT.FAILED_CHECK;
}

function described({ verificationId, outcome, materials, prefill, missing, ledger }: VerificationAnswer): string {
  return [
    `${outcome}  ${verificationId}`,
    ...materials.map(({ materialCode, verdict, department }) => `  ${materialCode}: ${verdict}  (${department})`),
    ...prefill.map(({ field, value, source }) => `  ${field} = ${String(value)}  (${source.recordType})`),
    ...missing.map(({ materialCode, accepts }) => inLanguage(toBring(materialCode, accepts))),
    `  ${ledger.transactionId} #${ledger.blockNumber}`,
  ].join('\n');
}

function missing(option: string): CommandFailure {
  const zh = `缺少 ${option}（或用 --blocks 离线核对）。`;
  const en = `${option} is missing (or look into blocks, offline, with --blocks).`;
  return new CommandFailure(EXIT.USAGE, { zh, en });
}

/** What the applicant still has to bring, and what is accepted instead of the record. */
function toBring(materialCode: string, accepts: keyof typeof ACCEPTED): Bilingual {
  const { zh, en } = ACCEPTED[accepts];
  return { zh: `  待补：${materialCode}，${zh}`, en: `  missing: ${materialCode}, ${en}` };
}

const ACCEPTED = {
  UPLOAD: { zh: '可上传材料', en: 'may be uploaded' },
  COMMITMENT: { zh: '可书面承诺', en: 'may be stated in a written commitment' },
  NONE: { zh: '不可替代', en: 'nothing is accepted instead' },
} as const satisfies Record<string, Bilingual>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(EXIT.USAGE, { zh: '请求不是 JSON。', en: 'The request is not JSON.' }, { cause: error });
  }
}
