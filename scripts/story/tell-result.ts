// SPDX-License-Identifier: Apache-2.0
import { MS_LI } from '../demo/ms-li.js';
import { fileApplication, itemIn, makeMove, readApplication, type Mover } from './application.js';
import { certificateStep } from './certificate-step.js';
import { provenanceStep } from './provenance-step.js';
import { graduateReport, type Stage } from './stage.js';
import { plain, unless, type Told } from './told.js';

const INTAKE: Mover = { department: 'human-resources', role: 'intake' };
const ITEM = 'human-resources.graduate-report';
const POST_NUMBER = 'ED-2026-0001';

/** Ms Li applies, has the receipt at once, and gets it by post. */
export async function* tellResult(stage: Stage, caseNo: string): AsyncGenerator<Told> {
  const { scenario, subjects, purposeCode, legalBasis } = graduateReport(caseNo);
  const contact = { name: MS_LI.name, phone: '13800000000', address: '佛山市禅城区祖庙街道同济路88号' };
  const request = { caseNo, itemCode: ITEM, scenario, subjects, purposeCode, legalBasis, contact };
  const filed = await fileApplication(stage, INTAKE, request);
  const id = filed.applicationId;
  yield filedStep(filed, (await readApplication(stage, INTAKE, id)).view);
  const { applicant } = subjects;
  if (applicant === undefined) throw new RangeError('the story has no applicant');
  const issued = await makeMove(stage, INTAKE, id, { move: 'ISSUE_INSTANTLY', result: { subjects: { applicant } } });
  const recordId = issued.recordId ?? '';
  yield {
    title: { zh: '秒批：一步出结果', en: 'Instant: from submitted to issued in one move' },
    lines: [
      plain(issued.tasks.map(({ itemCode, state }) => `${itemCode}  ${state}`).join('\n')),
      { zh: `证照标识：${recordId}`, en: `Certificate id: ${recordId}` },
    ],
    amiss: [
      ...unless(recordId !== '', 'there is no result'),
      ...unless(issued.tasks[0]?.state === 'ISSUED', `the task is ${issued.tasks[0]?.state ?? 'not there'}`),
    ],
    answer: issued,
  };
  yield await certificateStep(stage, INTAKE, recordId, MS_LI.name);
  yield await postedStep(stage, id);
  yield await provenanceStep(stage, `${caseNo}-P`, recordId);
}

function filedStep(
  filed: Awaited<ReturnType<typeof fileApplication>>,
  view: Awaited<ReturnType<typeof readApplication>>['view'],
): Told {
  const materials = itemIn(view, ITEM)?.materials ?? [];
  const brought = materials.filter(({ how }) => how !== 'RECORD');
  const deposited = filed.items.every(({ deposit }) => deposit === 'DEPOSITED');
  return {
    title: {
      zh: '零跑腿申报：材料全部核验，一份不用交',
      en: 'Applied without an errand: every material verified, none handed in',
    },
    lines: [
      plain(`${filed.applicationId}  ${view.state}`),
      ...materials.map(({ materialCode, how, source }) =>
        plain(`${materialCode.padEnd(20)} ${how.padEnd(8)} ${source?.department ?? ''}`),
      ),
    ],
    amiss: [
      ...unless(view.state === 'SUBMITTED', `the application is ${view.state}`),
      ...unless(materials.length > 0 && brought.length === 0, 'a material was asked of Ms Li'),
      ...unless(deposited, 'the department does not have what she wrote'),
      ...unless(!JSON.stringify(view).includes(MS_LI.name), 'the application names Ms Li'),
    ],
    answer: filed,
  };
}

async function postedStep(stage: Stage, id: string): Promise<Told> {
  const delivery = { method: 'POST', carrier: 'ems', number: POST_NUMBER } as const;
  const delivered = await makeMove(stage, INTAKE, id, { move: 'DELIVER', delivery });
  await makeMove(stage, INTAKE, id, { move: 'CLOSE' });
  const { view } = await readApplication(stage, INTAKE, id);
  return {
    title: { zh: '回执邮寄到家', en: 'The receipt goes to her by post' },
    lines: [
      {
        zh: `办件状态：${view.state}；运单号只在本部门，账本上只有加盐摘要`,
        en: `The application is ${view.state}; the number of the post is the department's, the ledger has a salted digest`,
      },
    ],
    amiss: [
      ...unless(view.state === 'CLOSED', `the application is ${view.state}`),
      ...unless(!JSON.stringify([delivered, view]).includes(POST_NUMBER), 'the number of the post is shown'),
    ],
    answer: view,
  };
}
