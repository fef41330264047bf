// SPDX-License-Identifier: Apache-2.0
import type { ThemePlan } from '../../../gateway/usecases/themes/theme-plan.js';
import { inLanguage } from '../../language.js';
import { refusalOf, type Stage } from '../stage.js';
import { plain, unless, type Told } from '../told.js';
import { ANSWERS, COUNTER, THEME } from './freight-case.js';

/** The guiding question is answered, and flow, materials and days are there at once. */
export async function planStep(stage: Stage): Promise<Told> {
  const ask = (scenario: object) =>
    stage.ask(COUNTER.department, COUNTER.role, `/v1/themes/${THEME}/plan`, { method: 'POST', body: { scenario } });
  const plan = (await ask(ANSWERS)) as ThemePlan;
  const contradictory = await refusalOf(ask({ heavyVehicles: 'perhaps' }));
  const { materials, workingDays } = plan.saved;
  return {
    title: {
      zh: '选主题、答问题，流程和材料一目了然',
      en: 'Choose the theme, answer the question: flow and materials at once',
    },
    lines: [
      plain(inLanguage(plan.title)),
      ...plan.stages.map((stage_, index) => plain(`${index + 1}. ${stage_.join(', ')}`)),
      {
        zh: `材料 ${materials.separately} → ${materials.together}（−${materials.percent}%），工作日 ${workingDays.separately} → ${workingDays.together}（−${workingDays.percent}%）`,
        en: `Materials ${materials.separately} → ${materials.together} (−${materials.percent} %), working days ${workingDays.separately} → ${workingDays.together} (−${workingDays.percent} %)`,
      },
    ],
    amiss: [
      ...unless(materials.separately === 44 && materials.together === 30, 'materials are not 44 → 30'),
      ...unless(workingDays.separately === 30 && workingDays.together === 10, 'working days are not 30 → 10'),
      ...unless(contradictory?.code === 'REQUEST_MALFORMED', 'an answer that is none was taken'),
    ],
    answer: plan,
  };
}
