// SPDX-License-Identifier: Apache-2.0
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import { MS_LI, MS_LI_EMPLOYER } from '../demo/ms-li.js';
import { graduateReport, verify } from './stage.js';
import type { Stage } from './stage.js';
import { plain, unless } from './told.js';
import type { Told } from './told.js';
import { ledgerLine } from './verdicts-step.js';

const EXPECTED = { name: MS_LI.name, residentId: MS_LI.identifier, employerName: MS_LI_EMPLOYER.name } as const;
const FIELDS = ['name', 'residentId', 'householdAddress', 'school', 'major', 'employerName'];

/** The form fills itself in, field by field from the record that knows. Answers the step and the access behind it. */
export async function fieldsStep(
  stage: Stage,
  caseNo: string,
): Promise<{ told: Told; verification: VerificationAnswer }> {
  const verification = await verify(stage, graduateReport(caseNo, { disclose: 'fields' }));
  const { prefill } = verification;
  const valueOf = (name: string) => prefill.find(({ field }) => field === name)?.value;
  const told = {
    title: { zh: '表单自动填好，每一栏注明出处', en: 'The form fills itself in, each field with its source' },
    lines: [
      ...prefill.map(({ field, value, source }) =>
        plain(`${field.padEnd(18)} ${String(value)}  ← ${source.department} ${source.recordType} ${source.recordId}`),
      ),
      ledgerLine(verification),
    ],
    amiss: [
      ...FIELDS.filter((name) => valueOf(name) === undefined).map((name) => `${name} was not filled in`),
      ...Object.entries(EXPECTED)
        .filter(([name, value]) => valueOf(name) !== value)
        .map(([name]) => `${name} is not Ms Li's`),
      ...unless(verification.outcome === 'SATISFIED', `outcome is ${verification.outcome}`),
    ],
    answer: verification,
  };
  return { told, verification };
}
