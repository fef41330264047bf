// SPDX-License-Identifier: Apache-2.0
import { creditCode } from '../demo/identifiers.js';
import { MS_LI } from '../demo/ms-li.js';
import { graduateReport, verify } from './stage.js';
import type { Stage } from './stage.js';
import { plain, unless } from './told.js';
import type { Told } from './told.js';
import { verdictOn } from './verdicts-step.js';

/** A company that no register knows. */
const NO_COMPANY = creditCode('440604', 'MA0N0C0RP');

/** With an employer that is none, the intake learns what is missing and what is accepted instead; still no value. */
export async function missingStep(stage: Stage, caseNo: string): Promise<Told> {
  const subjects = {
    applicant: { kind: 'NATURAL_PERSON', identifier: MS_LI.identifier },
    employer: { kind: 'LEGAL_PERSON', identifier: NO_COMPANY },
  } as const;
  const answer = await verify(stage, graduateReport(caseNo, { subjects }));
  return {
    title: {
      zh: '换一个查无此单位的用人单位：一次告知缺什么、可用什么代替',
      en: 'With an employer on no record: what is missing, and what is accepted instead',
    },
    lines: answer.missing.map(({ materialCode, verdict, accepts, department }) =>
      plain(`${materialCode.padEnd(20)} ${verdict.padEnd(14)} → ${accepts.padEnd(10)} ${department}`),
    ),
    amiss: [
      ...unless(answer.outcome === 'INCOMPLETE', `outcome is ${answer.outcome}`),
      ...unless(verdictOn(answer, 'employer-licence') === 'NOT_FOUND', 'the licence is not NOT_FOUND'),
      ...unless(verdictOn(answer, 'employment-contract') === 'NOT_SATISFIED', 'the contract is not NOT_SATISFIED'),
      ...unless(verdictOn(answer, 'diploma') === 'VERIFIED', 'the diploma is not VERIFIED'),
    ],
    answer,
  };
}
