// SPDX-License-Identifier: Apache-2.0
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import { graduateReport, verify } from './stage.js';
import type { Stage } from './stage.js';
import { plain, unless } from './told.js';
import type { Told } from './told.js';

const MATERIALS = ['identity-card', 'household-register', 'diploma', 'employment-contract', 'employer-licence'];

/** Nothing is asked of Ms Li: each department says about its own record whether it is there. No value travels. */
export async function verdictsStep(stage: Stage, caseNo: string): Promise<Told> {
  const answer = await verify(stage, graduateReport(caseNo));
  return {
    title: {
      zh: '李女士毕业生报到：五项材料不用交，由各部门核验',
      en: 'Ms Li reports as a graduate: five materials, none handed in, each checked by its department',
    },
    lines: [...verdictLines(answer), ledgerLine(answer)],
    amiss: [
      ...unless(answer.outcome === 'SATISFIED', `outcome is ${answer.outcome}`),
      ...MATERIALS.filter((code) => verdictOn(answer, code) !== 'VERIFIED').map((code) => `${code} is not VERIFIED`),
      ...unless(answer.prefill.length === 0, 'values left their source though only verdicts were asked'),
    ],
    answer,
  };
}

export function verdictOn({ materials }: VerificationAnswer, code: string): string | undefined {
  return materials.find(({ materialCode }) => materialCode === code)?.verdict;
}

function verdictLines({ materials }: VerificationAnswer) {
  return materials.map(({ materialCode, verdict, department }) =>
    plain(`${materialCode.padEnd(20)} ${verdict.padEnd(14)} ${department}`),
  );
}

export function ledgerLine({ ledger }: VerificationAnswer) {
  return {
    zh: `账本：第 ${ledger.blockNumber} 块，交易 ${ledger.transactionId}`,
    en: `Ledger: block ${ledger.blockNumber}, transaction ${ledger.transactionId}`,
  };
}
