// SPDX-License-Identifier: Apache-2.0
import { dayOf } from '../../../chaincode/domain/time.js';
import { itemIn, readApplication } from '../application.js';
import type { Stage } from '../stage.js';
import { plain, unless, type Told } from '../told.js';
import { COUNTER } from './freight-case.js';

/** The new licence takes the place of the one on which the application rested: one company, one licence in force. */
export async function replacedStep(stage: Stage, id: string, itemCode: string, successor: string): Promise<Told> {
  const { view } = await readApplication(stage, COUNTER, id);
  const materials = itemIn(view, itemCode)?.materials ?? [];
  const old = materials.find(({ materialCode }) => materialCode === 'business-licence')?.source?.recordId ?? '';
  const day = dayOf(new Date().toISOString());
  const body = { status: 'SUPERSEDED', reason: 'DECISION', legalAct: view.applicationId, day, successor };
  const answer = await stage.ask('market-supervision', 'attester', `/v1/records/${old}/status`, {
    method: 'POST',
    body,
  });
  return {
    title: { zh: '新执照替代旧执照', en: 'The new licence takes the place of the old one' },
    lines: [plain(`${old} → ${successor}`)],
    amiss: unless((answer as { status?: string }).status === 'SUPERSEDED', 'the old licence stands'),
    answer,
  };
}
