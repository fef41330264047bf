// SPDX-License-Identifier: Apache-2.0
import type {
  ApplicationRequest,
  BroughtMaterial,
} from '../../../gateway/usecases/applications/application-request.js';
import type { UploadView } from '../../../gateway/usecases/uploads/upload-view.js';
import { fileApplication, readApplication } from '../application.js';
import { refusalOf, type Stage } from '../stage.js';
import { plain, unless, type Told } from '../told.js';
import { COUNTER, freightCase } from './freight-case.js';

/** One list of what is missing, each brought once; one application that goes to every department by itself. */
export async function filingStep(stage: Stage, caseNo: string): Promise<{ told: Told; applicationId: string }> {
  const refusal = await refusalOf(send(stage, freightCase(`${caseNo}-0`)));
  const missing = new Map((refusal?.missing ?? []).map((one) => [one.materialCode, one.accepts]));
  const materials: BroughtMaterial[] = [];
  for (const [materialCode, accepts] of missing) {
    if (accepts === 'COMMITMENT') materials.push({ materialCode, commitment: true });
    else materials.push({ materialCode, uploadIds: [(await upload(stage, materialCode)).uploadId] });
  }
  const filed = await fileApplication(stage, COUNTER, freightCase(`${caseNo}-1`, materials));
  const { applicationId, items } = filed;
  const { view } = await readApplication(stage, COUNTER, applicationId);
  const asked = new Set(view.items.flatMap((item) => item.materials.map(({ materialCode }) => materialCode)));
  const told = {
    title: {
      zh: '一次告知、一份申请，自动分发到各部门',
      en: 'One list of what is missing, one application, sent to the departments by itself',
    },
    lines: [
      {
        zh: `${asked.size} 份材料，${asked.size - missing.size} 份已有记录无需提交，其余各提交一次`,
        en: `${asked.size} materials, ${asked.size - missing.size} of them on record and not asked for, the others brought once`,
      },
      ...view.items.map(({ itemCode, state, dependsOn }) =>
        plain(`${itemCode.padEnd(36)} ${state}  ← ${dependsOn.join()}`),
      ),
    ],
    amiss: [
      ...unless(refusal?.code === 'MATERIALS_MISSING', 'it was not told what is missing'),
      ...unless(missing.size < asked.size && !missing.has('business-licence'), 'what is on record was asked for'),
      ...unless(asked.size === 30, `${asked.size} materials instead of 30`),
      ...unless(
        items.every(({ deposit }) => deposit === 'DEPOSITED'),
        'a department lacks its part of the form',
      ),
      ...unless(view.state === 'SUBMITTED', `the application is ${view.state}`),
    ],
    answer: filed,
  };
  return { told, applicationId };
}

function send(stage: Stage, body: ApplicationRequest): Promise<unknown> {
  return stage.ask(COUNTER.department, COUNTER.role, '/v1/applications', { method: 'POST', body });
}

async function upload(stage: Stage, materialCode: string): Promise<UploadView> {
  const file = { type: 'application/pdf', bytes: Buffer.from(`%PDF-1.7\n% ${materialCode}\n%%EOF\n`) };
  return (await stage.ask(COUNTER.department, COUNTER.role, '/v1/uploads', { method: 'POST', file })) as UploadView;
}
