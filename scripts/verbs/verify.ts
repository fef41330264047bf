// SPDX-License-Identifier: Apache-2.0
import { Option } from 'commander';
import type { Command } from 'commander';
import { Value } from 'typebox/value';
import { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import { request } from '../client/gateway-client.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
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

function described({ verificationId, outcome, materials, prefill, ledger }: VerificationAnswer): string {
  return [
    `${outcome}  ${verificationId}`,
    ...materials.map(({ materialCode, verdict, department }) => `  ${materialCode}: ${verdict}  (${department})`),
    ...prefill.map(({ field, value, source }) => `  ${field} = ${String(value)}  (${source.recordType})`),
    `  ${ledger.transactionId} #${ledger.blockNumber}`,
  ].join('\n');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(EXIT.USAGE, { zh: '请求不是 JSON。', en: 'The request is not JSON.' }, { cause: error });
  }
}
