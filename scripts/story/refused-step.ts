// SPDX-License-Identifier: Apache-2.0
import { graduateReport, refusalOf } from './stage.js';
import type { Stage } from './stage.js';
import { unless } from './told.js';
import type { Told } from './told.js';
import type { Bilingual } from '../language.js';
import type { VerificationRequest } from '../../gateway/usecases/verifications/verification-request.js';
import type { Role } from '../../chaincode/domain/roles.js';

interface Attempt {
  readonly who: Bilingual;
  readonly department: string;
  readonly role: Role;
  readonly path: string;
  readonly body?: VerificationRequest;
  readonly code: string;
}

/** What those get who ask for what is not theirs. */
export async function refusedStep(stage: Stage, caseNo: string, verificationId: string): Promise<Told> {
  const seen = [];
  for (const attempt of attempts(caseNo, verificationId)) {
    const { department, role, path, body } = attempt;
    const options = body === undefined ? {} : { method: 'POST' as const, body };
    seen.push({ attempt, refusal: await refusalOf(stage.ask(department, role, path, options)) });
  }
  return {
    title: { zh: '不该看的看不到', en: 'What is not yours stays closed' },
    lines: seen.map(({ attempt: { who }, refusal }) => {
      const answer = refusal === undefined ? 'OK' : `${refusal.status} ${refusal.code}`;
      return { zh: `${who.zh} → ${answer}`, en: `${who.en} → ${answer}` };
    }),
    amiss: seen.flatMap(({ attempt: { who, code }, refusal }) =>
      unless(refusal?.code === code, `${who.en}: ${refusal?.code ?? 'it was let in'} instead of ${code}`),
    ),
    answer: seen.map(({ attempt: { department, role, path }, refusal }) => ({ department, role, path, refusal })),
  };
}

function attempts(caseNo: string, verificationId: string): Attempt[] {
  const path = '/v1/verifications';
  return [
    {
      who: { zh: '社保部门查看这次核验', en: 'Social insurance looks for this verification' },
      department: 'social-insurance',
      role: 'intake',
      path: `${path}/${verificationId}`,
      code: 'NOT_FOUND',
    },
    {
      who: { zh: '社保部门冒用人社事项的用途', en: "Social insurance claims human resources' purpose" },
      department: 'social-insurance',
      role: 'intake',
      path,
      body: graduateReport(caseNo),
      code: 'PURPOSE_NOT_COVERED',
    },
    {
      who: { zh: '人社部门援引不属于自己的职责', en: 'Human resources invokes a duty that is not its own' },
      department: 'human-resources',
      role: 'intake',
      path,
      body: graduateReport(caseNo, { legalBasis: { kind: 'STATUTORY', dutyCode: 'social-insurance-duty' } }),
      code: 'DUTY_NOT_COVERED',
    },
    {
      who: { zh: '数据专员想做核验', en: 'An attester wants to verify' },
      department: 'human-resources',
      role: 'attester',
      path,
      body: graduateReport(caseNo),
      code: 'ROLE_NOT_ENTITLED',
    },
  ];
}
