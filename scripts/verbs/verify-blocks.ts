// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { homeAt } from '../../gateway/home.js';
import { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { Claimed, StandingReport } from '../audit/verify-in-blocks.js';
import { CommandFailure } from '../command-failure.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { localConfig } from '../local/local-home.js';
import { readText } from '../local/read-text.js';
import { printJson, printResult } from '../output.js';

export interface BlocksOptions {
  readonly answer?: string;
  readonly transaction?: string;
  readonly json?: true;
}

/** `onedoor verify --blocks`: exit code 0 where it stands there and the blocks hold together, 1 where not. */
export async function verifyBlocks(blocks: string, options: BlocksOptions): Promise<void> {
  const { auditOf } = await import('../audit/ledger-source.js');
  const { verifyInBlocks } = await import('../audit/verify-in-blocks.js');
  const claimed = await claimedIn(options);
  const config = localConfig();
  const report = await verifyInBlocks(auditOf({ blocks }, config, homeAt(config.home)), claimed);
  if (options.json === true) printJson({ ...report, stands: report.differing.length === 0 });
  else printResult(told(report));
  process.exitCode = report.differing.length === 0 && report.findings === 0 ? EXIT.OK : EXIT.FAILED_CHECK;
}

async function claimedIn({ answer, transaction }: BlocksOptions): Promise<Claimed> {
  if (transaction !== undefined && answer === undefined) return { transaction };
  if (answer === undefined || transaction !== undefined) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: '--blocks 需与 --answer 或 --transaction 之一同用。',
      en: '--blocks goes with one of --answer and --transaction.',
    });
  }
  try {
    return { answer: Value.Parse(VerificationAnswer, JSON.parse(await readText(answer))) };
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    const text = {
      zh: '答复不是 onedoor verify --json 的输出。',
      en: 'The answer is not what onedoor verify --json gives.',
    };
    throw new CommandFailure(EXIT.USAGE, text, { cause: error });
  }
}

function told({ differing, findings, height, head }: StandingReport): string {
  const stands = inLanguage(
    differing.length === 0
      ? { zh: '在区块中成立', en: 'it stands in the blocks' }
      : { zh: '在区块中不成立', en: 'it does not stand in the blocks' },
  );
  const audit = inLanguage(
    findings === 0
      ? {
          zh: `已审计 ${height} 个区块，无差异（${head ?? '-'}）`,
          en: `${counted(height, 'block')} audited without a difference (${head ?? '-'})`,
        }
      : {
          zh: `区块本身有 ${findings} 处差异，因此不足为凭：onedoor audit --blocks`,
          en: `the blocks themselves show ${counted(findings, 'difference')}, and so prove nothing: onedoor audit --blocks`,
        },
  );
  return [stands, ...differing.map((each) => `  ${inLanguage(each)}`), audit].join('\n');
}
