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
import { verb, withConnection, withJson } from './verb.js';

interface VerifyOptions extends ConnectOptions {
  readonly department: string;
  readonly role: 'intake' | 'officer';
  readonly request: string;
  readonly json?: true;
}

/** `onedoor verify`: one verification. The request comes from a file, because arguments are for everyone to see. */
export function verifyVerb(): Command {
  const command = verb('verify', { zh: '核验一个事项的申请材料', en: 'verify the materials of one application' })
    .requiredOption('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .requiredOption(
      '--request <file>',
      inLanguage({
        zh: '核验请求（JSON 文件，- 为标准输入）',
        en: 'the request, a JSON file, or - for standard input',
      }),
    )
    .addOption(new Option('--role <role>').choices(['intake', 'officer']).default('intake'));
  return withJson(withConnection(command)).action(verify);
}

async function verify(options: VerifyOptions): Promise<void> {
  const { department, role } = options;
  const body = parse(await readText(options.request));
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
